/** How a store sells, as its owner says it. The next sale of each till goes by it once it hears. */
import type { SetSettingsInput, ShopSettings } from '../../contract/backend/settings.ts'
import { shopSettingsSchema } from '../../contract/backend/settings.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { conflictOf } from '../../domain/settings-conflict.ts'
import { storeSettingsSchema, type StoreSettings } from '../../domain/settings.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { priceListsOf } from '../pricing/price-lists.ts'
import { settingsIn, type Place } from './staff.ts'
import { storeSettingsOf } from './store-settings.ts'

export async function readSettings(database: Reading, place: Place): Promise<ShopSettings> {
  return shopSettingsSchema.parse(await storeSettingsOf(database, place))
}

/**
 * Fails with `settings-conflict` and its reason, or with `not-found` for a department that is not
 * there, or a price list; nothing is changed then.
 */
export async function setSettings(
  backend: Backend,
  { tenant, store }: Place,
  { store: _, ...named }: SetSettingsInput,
): Promise<Result<ShopSettings>> {
  return write<Result<ShopSettings>>(backend, tenant, async (transaction) => {
    const before = await settingsIn(transaction, { tenant, store })
    const settings = replaced(before, named)
    const reason = conflictOf(settings)
    if (reason) return { value: fail('settings-conflict', { reason }) }
    if (!(await hasDepartments(transaction, tenant, settings.loyalty?.excluded ?? []))) {
      return { value: fail('not-found') }
    }
    const lists = await listsFit(transaction, tenant, before.priceList, settings)
    if (!lists.ok) return { value: lists }
    await transaction
      .updateTable('store')
      .set({ settings: JSON.stringify(settings), price_list: settings.priceList })
      .where('tenant', '=', tenant)
      .where('id', '=', store)
      .execute()
    return {
      value: succeed(shopSettingsSchema.parse(settings)),
      changes: [changeOf(settingsFeed(store), [settings])],
    }
  })
}

function replaced(before: StoreSettings, named: Omit<SetSettingsInput, 'store'>): StoreSettings {
  const given = Object.entries(named).filter(([, value]) => value !== undefined)
  const all = Object.entries({ ...before, ...Object.fromEntries(given) })
  return storeSettingsSchema.parse(Object.fromEntries(all.filter(([, value]) => value !== null)))
}

/**
 * The lists that a store and its groups would sell by are there, and of one kind with the one that
 * it sells by now: a price never means something else.
 */
export async function listsFit(
  transaction: Transaction,
  tenant: string,
  now: string,
  { priceList, customerGroups = [] }: Pick<StoreSettings, 'priceList' | 'customerGroups'>,
): Promise<Result<null>> {
  const groups = customerGroups.flatMap(({ list }) => (list === undefined ? [] : [list]))
  const wanted = [priceList, ...groups].filter((list) => list !== now)
  if (wanted.length === 0) return succeed(null)
  const known = new Map((await priceListsOf(transaction, tenant)).map((each) => [each.id, each]))
  const own = known.get(now)
  for (const id of wanted) {
    const list = known.get(id)
    if (!list) return fail('not-found')
    const isLike = list.currency === own?.currency && list.taxIncluded === own.taxIncluded
    if (!isLike) return fail('settings-conflict', { reason: 'list-other' })
  }
  return succeed(null)
}

async function hasDepartments(
  transaction: Transaction,
  tenant: string,
  departments: readonly string[],
): Promise<boolean> {
  if (departments.length === 0) return true
  const wanted = [...new Set(departments)]
  const rows = await transaction
    .selectFrom('department')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', wanted)
    .execute()
  return rows.length === wanted.length
}

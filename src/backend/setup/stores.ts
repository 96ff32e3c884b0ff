/** The stores of a shop. */
import type { OpenStoreInput, StoreTold } from '../../contract/backend/stores.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { STORES_LIMIT, storeSettingsSchema, type StoreSettings } from '../../domain/settings.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { insertStore } from './found-shop.ts'
import { listsFit } from './settings.ts'

export function storesOf(reading: Reading, tenant: string): Promise<StoreTold[]> {
  return reading
    .selectFrom('store')
    .select(['id as store', 'name', 'location'])
    .where('tenant', '=', tenant)
    .orderBy('created_at')
    .orderBy('id')
    .limit(STORES_LIMIT)
    .execute()
}

/**
 * Opened once by its id; asked again, it is answered as it is. It sells by the rules of the shop's
 * first store, by its list too where none is named, and has no mail account and no people of its
 * own yet.
 */
export function openStore(
  backend: Backend,
  tenant: string,
  wanted: OpenStoreInput,
): Promise<Result<StoreTold>> {
  return write<Result<StoreTold>>(backend, tenant, async (transaction) => {
    const before = await settingsOfAll(transaction, tenant)
    const known = before.find(({ id }) => id === wanted.store)
    if (known) return { value: succeed(told(known)) }
    if (before.length >= STORES_LIMIT)
      return { value: fail('limit-stores', { limit: STORES_LIMIT }) }
    const [first] = before
    if (!first) throw new Error('a shop has a store from its beginning')
    const { receiptsByMail: _, ...others } = first
    const { store: id, name, address, taxNumber = first.taxNumber } = wanted
    const { priceList = first.priceList } = wanted
    const lists = await listsFit(transaction, tenant, first.priceList, { priceList })
    if (!lists.ok) return { value: lists }
    const own = { id, name, address, taxNumber, priceList, location: backend.random.id() }
    const opened = storeSettingsSchema.parse({ ...others, ...own })
    await insertStore(backend, transaction, tenant, opened)
    const all = [...before, opened].map((each, _place, stores) => ({
      ...each,
      otherStores: stores.flatMap((other) =>
        other.id === each.id ? [] : [{ id: other.id, name: other.name }],
      ),
    }))
    for (const settings of all) await keepSettings(transaction, tenant, settings)
    return {
      value: succeed(told(opened)),
      changes: all.map((settings) => changeOf(settingsFeed(settings.id), [settings])),
    }
  })
}

/** The oldest first; held until the commit, in the order of their ids. */
export async function settingsOfAll(
  transaction: Transaction,
  tenant: string,
): Promise<StoreSettings[]> {
  const rows = await transaction
    .selectFrom('store')
    .select(['settings', 'created_at'])
    .where('tenant', '=', tenant)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.toSorted((a, b) => a.created_at - b.created_at).map(({ settings }) => settings)
}

export async function keepSettings(
  transaction: Transaction,
  tenant: string,
  settings: StoreSettings,
): Promise<void> {
  await transaction
    .updateTable('store')
    .set({ settings: JSON.stringify(settings) })
    .where('tenant', '=', tenant)
    .where('id', '=', settings.id)
    .execute()
}

function told({ id, name, location }: StoreSettings): StoreTold {
  return { store: id, name, location }
}

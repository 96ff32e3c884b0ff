/** What a shopper sees of themselves, and the one thing of it that they change here. */
import { SHOPPER_PURCHASES_LIMIT, type ShopperAccount } from '../../contract/backend/shopper.ts'
import { patched } from '../../domain/customer/customer.ts'
import { worthOf, type LoyaltyRule } from '../../domain/customer/loyalty.ts'
import type { Backend, Reading } from '../backend.ts'
import { changesOf } from '../customers/changes.ts'
import { purchasesOf } from '../customers/purchases.ts'
import { write } from '../database/write.ts'
import type { Shop } from '../setup/shop.ts'
import type { Shopper } from './sessions.ts'

export async function shopperAccount(
  reading: Reading,
  { tenant, store, currency }: Shop,
  { customer, details, points }: Shopper,
): Promise<ShopperAccount> {
  const stores = await reading
    .selectFrom('store')
    .select(['id', 'name', 'settings'])
    .where('tenant', '=', tenant)
    .execute()
  const names = new Map(stores.map(({ id, name }) => [id, name]))
  const settings = stores.find(({ id }) => id === store)?.settings
  const purchases = await purchasesOf(reading, tenant, customer)
  const groups = (settings?.customerGroups ?? []).filter(({ id }) => details.groups.includes(id))
  const rule = settings?.loyalty
  return {
    ...{ name: details.name, email: details.email, exempt: details.exempt, currency },
    groups: groups.map(({ name }) => name),
    points: rule ? pointsOf(rule, points) : null,
    consent: { email: details.consents.email },
    purchases: purchases
      .slice(0, SHOPPER_PURCHASES_LIMIT)
      .map(({ store: where, ...purchase }) => ({ ...purchase, store: names.get(where) ?? '' })),
  }
}

function pointsOf(rule: LoyaltyRule, balance: number) {
  const worth = worthOf(rule, Math.max(0, balance))
  return { balance, worth, each: worthOf(rule, 1) }
}

/** As a till's change of one field: of two who change it the later to arrive wins. */
export async function setConsent(
  backend: Backend,
  { tenant, customer }: Shopper,
  email: boolean,
): Promise<void> {
  await write(backend, tenant, async (transaction) => {
    const row = await transaction
      .selectFrom('customer')
      .select('details')
      .where('tenant', '=', tenant)
      .where('id', '=', customer)
      .forUpdate()
      .executeTakeFirst()
    // Erased in this moment: there is nobody to change.
    if (!row?.details) return { value: undefined }
    const consents = { ...row.details.consents, email }
    await transaction
      .updateTable('customer')
      .set({
        details: JSON.stringify(patched(row.details, { consents })),
        changed_at: backend.clock.now(),
      })
      .where('tenant', '=', tenant)
      .where('id', '=', customer)
      .execute()
    return { value: undefined, changes: await changesOf(transaction, tenant, [customer]) }
  })
}

/** What a shopper sees of themselves, and the one thing of it that they change here. */
import { SHOPPER_PURCHASES_LIMIT, type ShopperAccount } from '../../contract/backend/shopper.ts'
import { worthOf, type LoyaltyRule } from '../../domain/customer/loyalty.ts'
import type { Backend, Reading } from '../backend.ts'
import { append } from '../counter/append.ts'
import { holdCounter, openCounter } from '../counter/hold.ts'
import { besideEntry } from '../counter/personal.ts'
import { whenOf } from '../counter/when.ts'
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

/**
 * An entry of the online counter, as a till's change of one field is one of the till's: of two who
 * change it the later to arrive counts.
 */
export async function setConsent(
  backend: Backend,
  shop: Shop,
  { tenant, customer }: Shopper,
  email: boolean,
): Promise<void> {
  await openCounter(backend, shop)
  await write(backend, tenant, async (transaction) => {
    const when = await whenOf(transaction, shop, backend.clock.now())
    const { counter, changes: begun } = await holdCounter(backend, transaction, shop, when)
    const row = await transaction
      .selectFrom('customer')
      .select('details')
      .where('tenant', '=', tenant)
      .where('id', '=', customer)
      .forUpdate()
      .executeTakeFirst()
    const consents = row?.details?.consents
    // Erased in this moment, or so already: nothing is to be said.
    if (!consents || consents.email === email) return { value: undefined, changes: begun }
    const changed = { consents: { ...consents, email } }
    const { personal, digest } = besideEntry(backend.random, changed)
    const body = { customer, digest }
    const fact = { kind: 'customer-changed', body } as const
    const changes = await append(backend, transaction, counter, fact, { ...when, personal })
    return { value: undefined, changes: [...begun, ...changes] }
  })
}

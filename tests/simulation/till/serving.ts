/** Serves people who are known: their names, their coupons, and what is given to them by hand. */
import type { SaleView } from '../../../src/contract/terminal/views.ts'
import { rate } from '../../../src/domain/rate.ts'
import type { Cashier } from './cashier.ts'
import type { DeedEnd } from './protocol.ts'

/** All that are made here are found by it. */
const NAME = 'Customer'
/** Beyond so many, those that there are are changed. */
const CUSTOMERS_MOST = 4
const TENTH = rate(100_000)

/** Makes a customer, or changes one: another phone, or a name that two tills may give at once. */
export async function keepCustomer({ screens, chance, id }: Cashier): Promise<DeedEnd> {
  const known = await screens.customers.search({ text: NAME })
  const digits = String(chance.between(100_000, 999_999))
  if (known.length < CUSTOMERS_MOST && chance.happens(0.6)) {
    const details = { name: `${NAME} ${digits}`, phone: digits }
    await screens.customers.create({ command: id(), details })
    return { kind: 'done', told: `makes customer ${digits}` }
  }
  const [first] = chance.shuffled(known)
  if (!first) return { kind: 'done', told: 'knows no customer' }
  const details = chance.happens(0.5) ? { phone: digits } : { name: `${NAME} ${digits}` }
  await screens.customers.change({ command: id(), customer: first.id, details })
  return { kind: 'done', told: `changes a customer to ${digits}` }
}

/** A sale to somebody who is known, with a coupon and a discount as it comes. */
export async function serve(
  cashier: Cashier,
  { variants, coupon }: { readonly variants: readonly string[]; readonly coupon: string },
): Promise<SaleView> {
  const { screens, chance, id } = cashier
  if (await cashier.makeWay()) return cashier.pay()
  await cashier.ring(variants, 1)
  const own = async () => {
    const { id: draft, version } = await screens.draft.current()
    return { command: id(), draft, version }
  }
  const [customer] = chance.shuffled(await screens.customers.search({ text: NAME }))
  if (customer) await screens.draft.setCustomer({ ...(await own()), customer: customer.id })
  if (chance.happens(0.5)) await screens.draft.addCoupon({ ...(await own()), code: coupon })
  if (chance.happens(0.3)) {
    const discount = { kind: 'percent', rate: TENTH } as const
    const line = chance.happens(0.5) ? null : ((await screens.draft.current()).lines[0]?.id ?? null)
    await screens.draft.discount({ ...(await own()), line, discount, reason: 'scratched' })
  }
  return cashier.pay()
}

/** Serves people who are known: their names, their coupons, and what is given to them by hand. */
import { minor } from '../../../src/domain/money.ts'
import { rate } from '../../../src/domain/rate.ts'
import type { Cashier } from './cashier.ts'
import { payOtherwise } from './paying.ts'
import type { DeedEnd } from './protocol.ts'

/** All that are made here are found by it. */
const NAME = 'Customer'
/** Beyond so many, those that there are are changed. */
const CUSTOMERS_MOST = 4
const TENTH = rate(100_000)
/** How often they pay a part by what they have or may owe. */
const OTHERWISE = 0.7
/** What each may owe. */
const CREDIT_LIMIT = minor(3000)

/** Makes a customer, or changes one: another phone, or a name that two tills may give at once. */
export async function keepCustomer(cashier: Cashier): Promise<DeedEnd> {
  const { screens, chance, id } = cashier
  const known = await screens.customers.search({ text: NAME })
  if (known.length < CUSTOMERS_MOST && chance.happens(0.6)) {
    const { phone } = await make(cashier)
    return { kind: 'done', told: `makes customer ${phone}` }
  }
  const digits = digitsOf(cashier)
  const [first] = chance.shuffled(known)
  if (!first) return { kind: 'done', told: 'knows no customer' }
  const details = chance.happens(0.5) ? { phone: digits } : { name: `${NAME} ${digits}` }
  await screens.customers.change({ command: id(), customer: first.id, details })
  return { kind: 'done', told: `changes a customer to ${digits}` }
}

const digitsOf = ({ chance }: Cashier): string => String(chance.between(100_000, 999_999))

async function make(cashier: Cashier) {
  const { screens, id } = cashier
  const phone = digitsOf(cashier)
  const details = { name: `${NAME} ${phone}`, phone, creditLimit: CREDIT_LIMIT }
  const { id: customer } = await screens.customers.create({ command: id(), details })
  return { id: customer, phone }
}

/** A sale to somebody who is known, with a coupon and a discount as it comes. */
export async function serve(
  cashier: Cashier,
  { variants, coupon }: { readonly variants: readonly string[]; readonly coupon: string },
): Promise<DeedEnd> {
  const { screens, chance, id } = cashier
  const pay = async (how: string): Promise<DeedEnd> => {
    const { receipt } = await cashier.pay()
    return { kind: 'sold', receipt: `${receipt}, ${how}` }
  }
  if (await cashier.makeWay()) return pay('begun before')
  await cashier.ring(variants, 1)
  const own = async () => {
    const { id: draft, version } = await screens.draft.current()
    return { command: id(), draft, version }
  }
  const [known] = chance.shuffled(await screens.customers.search({ text: NAME }))
  const { id: customer } = known ?? (await make(cashier))
  await screens.draft.setCustomer({ ...(await own()), customer })
  if (chance.happens(0.5)) await screens.draft.addCoupon({ ...(await own()), code: coupon })
  if (chance.happens(0.3)) {
    const discount = { kind: 'percent', rate: TENTH } as const
    const line = chance.happens(0.5) ? null : ((await screens.draft.current()).lines[0]?.id ?? null)
    await screens.draft.discount({ ...(await own()), line, discount, reason: 'scratched' })
  }
  return pay(chance.happens(OTHERWISE) ? await payOtherwise(cashier) : 'as usual')
}

/**
 * An order of the store's page: rehearsed, paid, placed. Sent again by its id it is paid once and
 * placed once, wherever the attempt before had ended.
 */
import type { OrderInput } from '../../contract/backend/orders.ts'
import type { CheckoutAnswer, CheckoutInput } from '../../contract/backend/shopper.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor, type Minor } from '../../domain/money.ts'
import type { OnlinePayments } from '../../ports/online-payments.ts'
import type { Backend } from '../backend.ts'
import { write } from '../database/write.ts'
import { placeOrder, rehearseOrder } from '../orders/place.ts'
import { paidBesideProvider } from '../orders/pay.ts'
import { refuse } from '../orders/refused.ts'
import type { Shop } from '../setup/shop.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import { giveBack } from './give-back.ts'
import { beginPayment, movePayment, paymentOf, type Payment } from './payments.ts'

/**
 * `customer` is who is signed in. Fails as `placeOrder` does; with `unreachable` where nobody knows
 * whether the provider took the money: the same order is sent again then.
 */
export async function checkOut(
  backend: Backend,
  shop: Shop,
  { token, ...wish }: CheckoutInput,
  customer: string | undefined,
): Promise<Result<CheckoutAnswer>> {
  const order: OrderInput = { ...wish, ...(customer !== undefined && { customer }) }
  const due = await dueOf(backend, shop, order)
  if (due === 0) return placeOrder(backend, shop, order)
  const { onlinePayments: provider } = backend
  if (due < 0 || !provider || token === undefined) {
    return fail('input-invalid', { reason: 'payment' })
  }
  return payAndPlace({ backend, shop, order, provider, due }, token)
}

interface CheckingOut {
  readonly backend: Backend
  readonly shop: Shop
  readonly order: OrderInput
  readonly provider: OnlinePayments
  /** What the provider is to take. */
  readonly due: Minor
}

async function payAndPlace(out: CheckingOut, token: string): Promise<Result<CheckoutAnswer>> {
  const { backend, shop, order, provider, due } = out
  const { tenant } = shop
  // Nothing is taken for what could not be placed; whoever comes back has been through this.
  if (!(await paymentOf(backend.database, tenant, order.order))) {
    const rehearsed = await rehearseOrder(backend, shop, paidBy(out, 'rehearsal'))
    if (!rehearsed.ok || rehearsed.value.outcome !== 'placed') return rehearsed
  }
  const wanted = { order: order.order, provider: provider.provider, amount: due }
  const payment = await beginPayment(backend, shop, wanted)
  if (payment.amount !== due || payment.provider !== provider.provider) {
    return fail('input-invalid', { reason: 'order' })
  }
  const taken = payment.state === 'asked' ? await take(out, token) : payment
  if (!taken) return fail('unreachable')
  if (taken.state === 'declined') return succeed({ outcome: 'declined' })
  if (taken.reference === null) return succeed({ outcome: 'payment-returned' })
  return placePaid(out, taken.reference)
}

/** What came of asking the provider; undefined where nobody knows. */
async function take(
  { backend, shop, order, provider, due }: CheckingOut,
  token: string,
): Promise<Pick<Payment, 'state' | 'reference'> | undefined> {
  const of = { tenant: shop.tenant, order: order.order }
  const { currency } = shop
  const taken = await provider.take({ order: of.order, amount: due, currency, token })
  if (taken.outcome === 'unknown') return undefined
  const { outcome: state } = taken
  const reference = taken.outcome === 'taken' ? taken.reference : null
  const to = { state, ...(reference !== null && { reference }) }
  return write(backend, shop.tenant, async (transaction) => {
    await movePayment(transaction, of, ['asked'], to)
    // Another attempt of the same order may have been quicker, or the money is on its way back.
    const payment = await paymentOf(transaction, of.tenant, of.order)
    const isGoing = payment?.state === 'returning' || payment?.state === 'returned'
    return { value: payment && (isGoing ? { ...payment, reference: null } : payment) }
  })
}

/** The payment is the order's with the sale, or goes back. */
async function placePaid(out: CheckingOut, reference: string): Promise<Result<CheckoutAnswer>> {
  const { backend, shop, order, provider } = out
  const of = { tenant: shop.tenant, order: order.order }
  const placed = await placeOrder(backend, shop, paidBy(out, reference), async (transaction) => {
    const isOurs = await movePayment(transaction, of, ['asked', 'taken'], { state: 'placed' })
    if (!isOurs) refuse('input-invalid', { reason: 'payment' })
  })
  if (placed.ok && placed.value.outcome === 'placed') return placed
  await giveBack(backend, provider, of)
  return succeed({ outcome: 'payment-returned' })
}

function paidBy({ order, provider, due }: CheckingOut, reference: string): OrderInput {
  return { ...order, payment: { provider: provider.provider, reference, amount: due } }
}

/** What is left to pay after points and gift cards; below zero where these are too much. */
async function dueOf({ database }: Backend, shop: Shop, order: OrderInput): Promise<Minor> {
  const { loyalty } = await storeSettingsOf(database, shop)
  return minor(order.total - paidBesideProvider(loyalty, order))
}

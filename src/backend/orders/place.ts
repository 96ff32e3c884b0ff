/**
 * Places an order of the online store: priced, paid, taken off the shelf and written into the
 * online counter's journal in one transaction. What is refused has written nothing.
 */
import type { OrderAnswer, OrderInput, PlacedOrder } from '../../contract/backend/orders.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import { quantity } from '../../domain/quantity.ts'
import { MOVEMENTS_LIMIT } from '../../domain/selling/draft.ts'
import { leaving } from '../../domain/selling/sale.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { append, type HeldCounter } from '../counter/append.ts'
import { holdCounter, openCounter, takeNumber } from '../counter/hold.ts'
import { whenOf } from '../counter/when.ts'
import { hold } from '../customers/fold.ts'
import { write, type Written } from '../database/write.ts'
import { buyerOf, type WebBuyer } from '../pricing/buyer.ts'
import { quoteOf } from '../pricing/quote.ts'
import { webCartOf, type WebCart } from '../pricing/web-cart.ts'
import type { Shop } from '../setup/shop.ts'
import type { ShopNow } from '../shop/priced-variants.ts'
import { askForMail } from './mail.ts'
import { tendersFor } from './pay.ts'
import { placedBefore, placedOrderOf } from './placed.ts'
import { NotPlaced, refuse } from './refused.ts'
import { saleOf } from './sale.ts'
import { shortOf } from './stock.ts'

/**
 * Placed once, however often it is sent. Whoever calls answers for `wish.customer`: that the order
 * is theirs. Fails with `customer-unknown`, with `points-not-taken`, `points-short`,
 * `gift-cards-not-taken`, `gift-card-unknown` or `gift-card-short` where these cannot pay, with
 * `limit-lines` for goods of more kinds than one sale moves, and with `input-invalid` where what
 * pays is not the total (`reason: payment`), paid for another order (`payment-used`), or the id
 * stands for something else (`reason: order`).
 */
export async function placeOrder(
  backend: Backend,
  shop: Shop,
  wish: OrderInput,
  last: Last = () => Promise.resolve(),
): Promise<Result<OrderAnswer>> {
  await openCounter(backend, shop)
  try {
    const answer = await write(backend, shop.tenant, (transaction) =>
      place(backend, transaction, shop, { wish, last }),
    )
    return succeed(answer)
  } catch (error) {
    if (error instanceof NotPlaced) return error.answer
    throw error
  }
}

/** What is done with the order in its transaction; not again with one that was placed before. */
export type Last = (transaction: Transaction, order: PlacedOrder) => Promise<void>

/** What `placeOrder` would answer now. Nothing is written. */
export function rehearseOrder(
  backend: Backend,
  shop: Shop,
  wish: OrderInput,
): Promise<Result<OrderAnswer>> {
  return placeOrder(backend, shop, wish, (_, order) => {
    throw new NotPlaced(succeed({ outcome: 'placed', order }))
  })
}

async function place(
  backend: Backend,
  transaction: Transaction,
  shop: Shop,
  { wish, last }: { readonly wish: OrderInput; readonly last: Last },
): Promise<Written<OrderAnswer>> {
  const now = backend.clock.now()
  const when = await whenOf(transaction, shop, now)
  const { counter, changes: begun } = await holdCounter(backend, transaction, shop, when)
  const before = await placedBefore(transaction, counter, wish)
  if (before) return { value: { outcome: 'placed', order: before }, changes: begun }
  const { tenant, store, terminal } = counter
  const sender = { tenant, store, terminal }
  const buyer = await heldBuyer(transaction, sender, wish, now)
  const reading = { database: transaction, random: backend.random }
  const id = wish.order
  const cart = await webCartOf(reading, { ...shop, now }, { ...wish, id }, buyer)
  mustStand({ ...shop, now }, wish, cart)
  const placing = { backend, transaction, sender, order: id, now }
  const tenders = await tendersFor(placing, wish, cart)
  await mustBeThere(transaction, shop, cart)
  const body = await bodyOf({ backend, transaction, shop, counter }, cart, tenders)
  const fact = { kind: 'sale-completed', body } as const
  const sold = await append(backend, transaction, counter, fact, when)
  const asked = { sale: body, address: wish.mail, settings: cart.settings, ...when }
  const mailed = await askForMail(backend, transaction, counter, asked)
  const order = placedOrderOf({ at: now, body })
  await last(transaction, order)
  return { value: { outcome: 'placed', order }, changes: [...begun, ...sold, ...mailed] }
}

interface Writing {
  readonly backend: Backend
  readonly transaction: Transaction
  readonly shop: Shop
  readonly counter: HeldCounter
}

async function bodyOf(
  { backend, transaction, shop, counter }: Writing,
  cart: WebCart,
  tenders: Awaited<ReturnType<typeof tendersFor>>,
) {
  const number = await takeNumber(transaction, counter)
  return saleOf(backend.random, shop, cart, { counter, number, tenders })
}

/** The customer's row is held first, as wherever a sale is applied. */
async function heldBuyer(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { customer }: OrderInput,
  now: number,
): Promise<WebBuyer | undefined> {
  if (customer === undefined) return undefined
  const known = await buyerOf(transaction, sender.tenant, customer)
  if (!known) return refuse('customer-unknown')
  const { details, erased } = await hold(transaction, sender, known.customer, now)
  return erased ? refuse('customer-unknown') : { ...known, details }
}

/** It is sold online, and comes to what the shopper agreed to. */
function mustStand(shop: ShopNow, wish: OrderInput, cart: WebCart): void {
  const { unavailable, priced } = cart
  if (unavailable.length > 0) {
    const short = unavailable.map((variant) => ({ variant, available: quantity(0) }))
    throw new NotPlaced(succeed({ outcome: 'not-available', lines: short }))
  }
  if (priced.total === wish.total) return
  throw new NotPlaced(succeed({ outcome: 'price-changed', quote: quoteOf(shop, cart) }))
}

async function mustBeThere(transaction: Transaction, shop: Shop, { draft }: WebCart) {
  if (leaving(draft.lines).size > MOVEMENTS_LIMIT) {
    refuse('limit-lines', { limit: MOVEMENTS_LIMIT })
  }
  const short = await shortOf(transaction, shop, draft.lines)
  if (short.length === 0) return
  throw new NotPlaced(succeed({ outcome: 'not-available', lines: short }))
}

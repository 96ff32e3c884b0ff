/** What an order is paid with. Where a till would ask for the backend's word, so does this. */
import type { OrderInput } from '../../contract/backend/orders.ts'
import { cardCodeOf, lastFourOf } from '../../domain/accounts/account.ts'
import type { Claim } from '../../domain/claim.ts'
import { worthOf, type LoyaltyRule } from '../../domain/customer/loyalty.ts'
import { minor, sum, type Minor } from '../../domain/money.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import { hashUnder, keyOf } from '../access/keyed-hash.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { take } from '../claims/take.ts'
import type { WebCart } from '../pricing/web-cart.ts'
import { refuse } from './refused.ts'

/** Within the transaction that places the order, for the counter that it holds. */
export interface Placing {
  readonly backend: Backend
  readonly transaction: Transaction
  readonly sender: TerminalPrincipal
  readonly order: string
  readonly now: number
}

/**
 * The tenders, together all that the order comes to. Gift cards first, in the order of their
 * accounts, then points, then what the provider took: no two orders wait crosswise.
 */
export async function tendersFor(
  placing: Placing,
  wish: OrderInput,
  { draft, priced, settings }: WebCart,
): Promise<Tender[]> {
  const { loyalty, giftCards: takesCards } = settings
  const { customer } = draft
  const points = wish.points ?? 0
  if (points > 0 && (!loyalty || loyalty.worth === 0 || !customer)) refuse('points-not-taken')
  if (wish.giftCards.length > 0 && !takesCards) refuse('gift-cards-not-taken')
  const paid = paidBesideProvider(loyalty, wish)
  const { payment } = wish
  if (paid + (payment?.amount ?? 0) !== priced.total) {
    refuse('input-invalid', { reason: 'payment' })
  }
  const tenders: Tender[] = await cardTenders(placing, wish)
  if (points > 0 && customer) {
    const claim = await claimed(placing, { kind: 'points', key: customer, amount: points })
    const of = { kind: 'points', amount: worthOfPoints(loyalty, wish), points, customer } as const
    tenders.push({ ...of, claim: claim.id, word: 'granted' })
  }
  if (payment) {
    await takePayment(placing, payment)
    tenders.push({ kind: 'online', ...payment })
  }
  if (tenders.length === 0) refuse('input-invalid', { reason: 'payment' })
  return tenders
}

/** What points and gift cards pay of an order: the rest is the provider's. */
export function paidBesideProvider(
  loyalty: LoyaltyRule | undefined,
  wish: Pick<OrderInput, 'points' | 'giftCards'>,
): Minor {
  return sum([worthOfPoints(loyalty, wish), ...wish.giftCards.map(({ amount }) => amount)])
}

function worthOfPoints(
  loyalty: LoyaltyRule | undefined,
  { points = 0 }: Pick<OrderInput, 'points'>,
): Minor {
  return loyalty ? worthOf(loyalty, points) : minor(0)
}

/** A payment pays one order: whoever names it for another has not paid for that. */
async function takePayment(
  { transaction, sender: { tenant, store }, order }: Placing,
  { provider, reference }: NonNullable<OrderInput['payment']>,
): Promise<void> {
  const used = await transaction
    .insertInto('web_payment')
    .values({ tenant, provider, reference, store, sale: order })
    .onConflict((conflict) => conflict.doNothing())
    .returning('sale')
    .executeTakeFirst()
  if (!used) refuse('input-invalid', { reason: 'payment-used' })
}

async function cardTenders(placing: Placing, { giftCards }: OrderInput): Promise<Tender[]> {
  if (giftCards.length === 0) return []
  const { transaction, sender } = placing
  const key = await keyOf(transaction, sender.tenant)
  const drawn = new Map<string, { amount: number; lastFour: string }>()
  for (const { code: typed, amount } of giftCards) {
    const code = cardCodeOf(typed) ?? refuse('gift-card-unknown')
    const account = hashUnder(key, code)
    const before = drawn.get(account)?.amount ?? 0
    drawn.set(account, { amount: before + amount, lastFour: lastFourOf(code) })
  }
  const tenders: Tender[] = []
  for (const account of [...drawn.keys()].toSorted()) {
    const { amount = 0, lastFour = '' } = drawn.get(account) ?? {}
    const balance = await balanceOf(placing, account)
    const claim = await claimed(placing, { kind: 'gift-card', key: account, amount })
    tenders.push({
      ...{ kind: 'gift-card', amount: minor(amount), account, lastFour },
      ...{ left: minor(balance - amount), claim: claim.id, word: 'granted' },
    })
  }
  return tenders
}

/** Locks the account, before its claims as everywhere. */
async function balanceOf({ transaction, sender }: Placing, account: string): Promise<number> {
  const row = await transaction
    .selectFrom('account')
    .select('balance')
    .where('tenant', '=', sender.tenant)
    .where('kind', '=', 'gift-card')
    .where('account', '=', account)
    .forUpdate()
    .executeTakeFirst()
  return row?.balance ?? refuse('gift-card-unknown')
}

const SHORT = { 'gift-card': 'gift-card-short', points: 'points-short' } as const
const STRANGE = { 'gift-card': 'gift-card-unknown', points: 'points-short' } as const

/** Promised as to a till, and used by the entry that follows: never more than there is. */
async function claimed(
  { backend, transaction, sender, order, now }: Placing,
  wanted: Omit<Claim, 'id' | 'kind'> & { readonly kind: keyof typeof SHORT },
): Promise<Claim> {
  const claim = { id: backend.random.id(), ...wanted }
  const answer = await take(transaction, sender, { ...claim, draft: order }, now)
  if (!answer.ok) return refuse(answer.failure.code)
  if (answer.value.outcome === 'granted') return claim
  const { reason, remaining } = answer.value
  if (reason === 'unknown') return refuse(STRANGE[wanted.kind], { left: 0 })
  return refuse(SHORT[wanted.kind], { left: remaining })
}

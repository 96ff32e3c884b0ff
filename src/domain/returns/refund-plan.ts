/**
 * Where the money for goods that come back belongs: to what it had come from, cards first, cash
 * last, and never more to any than it had brought. `docs/returns.md` has the rule.
 */
import { minor, sum, type Minor } from '../money.ts'
import { isCash, type Tender, type TenderKind } from '../selling/tender.ts'
import type { SoldSale } from './sold.ts'

/** A sale of which something goes back, by the cart, and how much of it, above zero. */
export interface Refundable {
  readonly sale: Pick<SoldSale, 'id' | 'tenders' | 'total' | 'refunded'>
  readonly back: Minor
  /** True where it had paid for no goods: what pays for goods alone had no part in it. */
  readonly isMoney?: boolean
}

/** A part of it that goes back to one tender. */
export interface Share {
  readonly sale: string
  /** The tender that had brought it, and its place in that sale. */
  readonly tender: Tender
  readonly position: number
  /** Above zero. */
  readonly amount: Minor
  /** What had gone back to it before. */
  readonly before: Minor
}

export interface RefundPlan {
  /** In the order in which they are given back. */
  readonly shares: readonly Share[]
  /** What had been paid in cash. */
  readonly cash: Minor
  /**
   * For which no tender is known that could take it: a voucher of others, an exchange before, a
   * payment of a provider that nobody has money given back by.
   */
  readonly beyond: Minor
}

/** With what may go to nobody but an account: goods without a receipt of who bought them. */
export interface RefundPlanWithCredit extends RefundPlan {
  readonly credit: Minor
  /** Providers of online payments that are among `beyond`, since none gives money back. */
  readonly unreached: readonly string[]
}

/** Who takes money back, first to last; cash and vouchers of others are no such tenders. */
const ORDER: readonly TenderKind[] = [
  ...(['card', 'online', 'gift-card', 'store-credit', 'on-account', 'points'] as const),
]

/** These pay for goods alone, see `docs/accounts.md`. */
const FOR_GOODS: ReadonlySet<TenderKind> = new Set([
  ...(['gift-card', 'store-credit', 'on-account', 'points'] as const),
])

/** What is known where money goes back. */
export interface Giving {
  /** The tenders of the cart so far. */
  readonly given: readonly Tender[]
  /** Providers of online payments by which money goes back. */
  readonly providers: readonly string[]
}

/** `due` is what is still to go back, above zero. The parts come to it exactly. */
export function planRefund(
  due: Minor,
  sales: readonly Refundable[],
  { given, providers }: Giving,
): RefundPlan {
  const backTo = (sale: string, position?: number): number =>
    given.reduce((all, tender) => {
      const back = 'back' in tender ? tender.back : undefined
      const isMeant = back?.sale === sale && (position === undefined || back.tender === position)
      return isMeant ? all - tender.amount : all
    }, 0)
  let left: number = due
  const room = new Map(sales.map(({ sale, back }) => [sale.id, back - backTo(sale.id)]))
  const take = (sale: string, most: number): Minor => {
    const taken = Math.max(0, Math.min(left, most, room.get(sale) ?? 0))
    left -= taken
    room.set(sale, (room.get(sale) ?? 0) - taken)
    return minor(taken)
  }
  const shares = ORDER.flatMap((kind) =>
    sales.flatMap(({ sale, isMoney = false }) =>
      sale.tenders.flatMap((tender, position): Share[] => {
        if (tender.kind !== kind || !isReached(tender, providers)) return []
        if (isMoney && FOR_GOODS.has(kind)) return []
        const before = minor((sale.refunded?.[position] ?? 0) + backTo(sale.id, position))
        const amount = take(sale.id, tender.amount - before)
        return amount > 0 ? [{ sale: sale.id, tender, position, amount, before }] : []
      }),
    ),
  )
  const cash = sum(sales.map(({ sale }) => take(sale.id, paidInCash(sale))))
  return { shares, cash, beyond: minor(left) }
}

/** False for what a provider took by which nothing goes back: that is `beyond`. */
export function isReached(tender: Tender, providers: readonly string[]): boolean {
  return tender.kind !== 'online' || providers.includes(tender.provider)
}

/** What stayed in the drawer of it: the total less what else paid. */
function paidInCash({ tenders, total }: Refundable['sale']): number {
  if (!tenders.some(isCash)) return 0
  const others = tenders.filter((tender) => !isCash(tender) && tender.amount > 0)
  return Math.max(0, total - sum(others.map(({ amount }) => amount)))
}

/**
 * Points for a part of the money that points had paid: rounded on the way, and in the end all of
 * them. `paid` is what they had paid, of which `before` went back already.
 */
export function pointsBack(points: number, paid: Minor, before: Minor, now: Minor): number {
  const upTo = (amount: number): number => Math.round((points * amount) / paid)
  return upTo(before + now) - upTo(before)
}

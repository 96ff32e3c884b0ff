/** Where the money of the cart's returns belongs, as far as is known here. */
import type { Extent } from '../../domain/permission.ts'
import { minor, sum } from '../../domain/money.ts'
import {
  isReached,
  planRefund,
  type Refundable,
  type RefundPlanWithCredit,
} from '../../domain/returns/refund-plan.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Due } from '../selling/due.ts'
import type { KnownSales } from './known-sales.ts'

/**
 * Undefined where nothing goes back. A sale that this till cannot look at is taken as paid in cash.
 */
export function refundPlanOf(
  known: Pick<KnownSales, 'find'>,
  due: Due,
): RefundPlanWithCredit | undefined {
  const { draft, balance, providers } = due
  if (balance.due >= 0) return undefined
  const { bySale, toCredit, deposits } = comingBack(due)
  const sales: Refundable[] = []
  // Whoever brings empties gets their deposit in cash, as everybody does.
  let inCashAlone = deposits
  for (const { id, back, isMoney } of bySale) {
    const sale = known.find(id)
    if (sale) sales.push({ sale, back: minor(back), isMoney })
    else inCashAlone += back
  }
  const plan = planRefund(minor(0 - balance.due), sales, { given: tendersOf(draft), providers })
  const inCash = Math.min(plan.beyond, inCashAlone)
  const credit = Math.min(plan.beyond - inCash, toCredit)
  return {
    ...plan,
    cash: minor(plan.cash + inCash),
    credit: minor(credit),
    beyond: minor(plan.beyond - inCash - credit),
    unreached: unreachedOf(sales, providers),
  }
}

/** The providers, each once, that had taken money for these sales and give none back. */
function unreachedOf(sales: readonly Refundable[], providers: readonly string[]): string[] {
  const tenders = sales.flatMap(({ sale }) => sale.tenders)
  const names = tenders.flatMap((tender) =>
    tender.kind === 'online' && !isReached(tender, providers) ? [tender.provider] : [],
  )
  return [...new Set(names)]
}

/**
 * What goes back, above zero: for goods by the sale of each, or to nobody but an account; for the
 * empties that were brought; and what was paid for goods laid away, by each of the payments that
 * are known, the rest by none.
 */
function comingBack({ draft, totals }: Due) {
  const bySale = new Map<string, number>()
  const priced = new Map(totals.lines.map(({ id, total }) => [id, total]))
  let toCredit = 0
  let deposits = 0
  for (const { id, returned, unproven, isDepositBack } of draft.lines) {
    const back = 0 - (priced.get(id) ?? 0)
    if (unproven || returned?.gift) toCredit += back
    else if (returned) bySale.set(returned.sale, (bySale.get(returned.sale) ?? 0) + back)
    else if (isDepositBack) deposits += back
  }
  const ofGoods = [...bySale].map(([id, back]) => ({ id, back, isMoney: false }))
  return { bySale: [...ofGoods, ...paidBefore(draft)], toCredit, deposits }
}

function paidBefore({ layaway, tenders }: Draft) {
  if (!layaway) return []
  const { payments = [], park } = layaway
  const drawn = tenders.filter(({ tender }) => tender.kind === 'layaway')
  const paid = sum(drawn.map(({ tender }) => tender.amount))
  const told = payments.map(({ sale, amount }) => ({ id: sale, back: amount, isMoney: true }))
  const rest = paid - sum(payments.map(({ amount }) => amount))
  return rest > 0 ? [...told, { id: park, back: minor(rest), isMoney: true }] : told
}

/**
 * How much of a refund in cash had not been paid in cash: it goes back to what had paid, or a
 * second person says so. Else anybody could make cash of a card. Undefined where all of it had.
 */
export function beyondCash(known: Pick<KnownSales, 'find'>, due: Due): Extent | undefined {
  const plan = refundPlanOf(known, due)
  const beyond = plan ? 0 - due.balance.due - plan.cash : 0
  return beyond > 0 ? { amount: minor(beyond) } : undefined
}

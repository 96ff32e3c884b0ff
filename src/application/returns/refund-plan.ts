/** Where the money of the cart's returns belongs, as far as is known here. */
import type { Extent } from '../../domain/permission.ts'
import { sum, minor } from '../../domain/money.ts'
import { planRefund, type RefundPlan } from '../../domain/returns/refund-plan.ts'
import { tendersOf } from '../../domain/selling/tendering.ts'
import type { Due } from '../selling/due.ts'
import type { KnownSales } from './known-sales.ts'

/**
 * Undefined where nothing goes back. A sale that this till cannot look at is taken as paid in cash.
 */
export function refundPlanOf(
  known: Pick<KnownSales, 'find'>,
  { draft, balance }: Pick<Due, 'draft' | 'balance'>,
): RefundPlan | undefined {
  if (balance.due >= 0) return undefined
  const back = new Map<string, number>()
  for (const { returned, refund } of draft.lines) {
    if (!returned || !refund) continue
    back.set(returned.sale, (back.get(returned.sale) ?? 0) - refund.total)
  }
  const due = minor(0 - balance.due)
  const sales = [...back].flatMap(([id, amount]) => {
    const sale = known.find(id)
    return sale ? [{ sale, back: minor(amount) }] : []
  })
  const plan = planRefund(due, sales, tendersOf(draft))
  const unknown = sum([...back].flatMap(([id, amount]) => (known.find(id) ? [] : [minor(amount)])))
  const inCash = minor(Math.min(plan.beyond, unknown))
  return {
    ...plan,
    cash: minor(plan.cash + inCash),
    beyond: minor(plan.beyond - inCash),
  }
}

/**
 * How much of a refund in cash had not been paid in cash: it goes back to what had paid, or a
 * second person says so. Else anybody could make cash of a card. Undefined where all of it had.
 */
export function beyondCash(known: Pick<KnownSales, 'find'>, due: Due): Extent | undefined {
  const plan = refundPlanOf(known, due)
  const beyond = plan ? minor(0 - due.balance.due - plan.cash) : 0
  return beyond > 0 ? { amount: minor(beyond) } : undefined
}

/**
 * The lines of a cart on their way through the engine, in the canonical order: by what they are,
 * never by when they were scanned. Every tie between lines is settled by this order.
 */
import { minor } from '../money.ts'
import { extend } from '../quantity.ts'
import type { CartLine } from './cart.ts'
import type { Explanation, LineDiscount } from './discount.ts'
import { taxKey } from './tax.ts'

/** A line and what is left of its gross after each discount. */
export interface WorkLine {
  readonly line: CartLine
  readonly gross: number
  left: number
  readonly discounts: LineDiscount[]
}

/** What gives a discount. */
export interface Source {
  readonly source: string
  readonly kind: LineDiscount['kind']
  readonly name: string
  readonly coupon: string | null
}

export function workLines(lines: readonly CartLine[]): WorkLine[] {
  return lines.toSorted(canonically).map((line) => {
    const gross = extend(line.unitPrice, line.quantity)
    return { line, gross, left: gross, discounts: [] }
  })
}

/** Whether a rule or a discount on the cart may touch it. */
export function isOpen({ line, left }: WorkLine): boolean {
  return line.discountable && left > 0
}

/**
 * Takes `amount` off, never more than is left; answers what was taken. 0 leaves no trace. `how` is
 * kept as it is.
 */
export function takeOff(
  work: WorkLine,
  amount: number,
  { source, kind, name, coupon }: Source,
  how: Explanation,
): number {
  const taken = Math.min(amount, Math.max(work.left, 0))
  if (taken <= 0) return 0
  work.discounts.push({ source, kind, name, coupon, amount: minor(taken), how })
  work.left -= taken
  return taken
}

/**
 * Dearer unit prices first; then by variant, department, tax class and quantity; then by what else
 * a figure could hang on. Where all of that is the same nobody could tell them apart: by id.
 */
function canonically(a: CartLine, b: CartLine): number {
  return (
    b.unitPrice - a.unitPrice ||
    compare(a.variant ?? '', b.variant ?? '') ||
    compare(a.department ?? '', b.department ?? '') ||
    compare(a.taxClass, b.taxClass) ||
    b.quantity - a.quantity ||
    compare(distinctionOf(a), distinctionOf(b)) ||
    compare(a.id, b.id)
  )
}

/** As a text, since it is seldom asked for: few lines of a cart are so much alike. */
function distinctionOf({ unit, discountable, taxClass, rates, discounts }: CartLine): string {
  const given = discounts.map((each) =>
    each.kind === 'percent' ? `${String(each.rate)}%` : String(each.amount),
  )
  return [unit, String(discountable), taxKey({ taxClass, rates }), ...given].join(' ')
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

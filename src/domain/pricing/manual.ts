/** Discounts that a person gives: on a line after its promotions, on the cart after everything. */
import { minor, multiplyDivided } from '../money.ts'
import { RATE_SCALE } from '../rate.ts'
import { apportionByWeight } from './apportion.ts'
import type { Explanation, ManualDiscount } from './discount.ts'
import { isOpen, takeOff, type Source, type WorkLine } from './lines.ts'

/** One after the other, each of what the one before left. */
export function giveOnLine(work: WorkLine): void {
  for (const discount of work.line.discounts) {
    const { quantity } = work.line
    const amount = amountOf(discount, work.left)
    takeOff(work, amount, sourceOf(discount, 'manual-line'), {
      ...{ rule: discount.kind, quantity, times: 1, of: minor(work.left) },
      ...figureOf(discount),
    })
  }
}

export function giveOnCart(lines: readonly WorkLine[], discounts: readonly ManualDiscount[]): void {
  for (const discount of discounts) {
    const rule = discount.kind === 'percent' ? 'cart-percent' : 'cart-amount'
    const source = sourceOf(discount, 'manual-cart')
    const open = lines.filter(isOpen)
    spread(open, amountOf(discount, leftOf(open)), source, { rule, ...figureOf(discount) })
  }
}

/** Takes `amount` off several lines, by what is left of each. Answers what was taken. */
export function spread(
  lines: readonly WorkLine[],
  amount: number,
  source: Source,
  how: Omit<Explanation, 'of' | 'quantity' | 'times'>,
): number {
  const lefts = lines.map(({ left }) => left)
  const parts = apportionByWeight(Math.min(amount, leftOf(lines)), lefts, lefts)
  let taken = 0
  for (let index = 0; index < lines.length; index += 1) {
    const work = lines[index] as WorkLine
    const part = parts[index] ?? 0
    if (part === 0) continue
    const { quantity } = work.line
    taken += takeOff(work, part, source, { ...how, quantity, times: 1, of: minor(work.left) })
  }
  return taken
}

export function leftOf(lines: readonly WorkLine[]): number {
  return lines.reduce((sum, { left }) => sum + left, 0)
}

function amountOf(discount: ManualDiscount, left: number): number {
  if (left <= 0) return 0
  if (discount.kind === 'amount') return Math.min(discount.amount, left)
  return multiplyDivided(left, discount.rate, RATE_SCALE)
}

function figureOf(discount: ManualDiscount): Pick<Explanation, 'rate' | 'amount'> {
  return discount.kind === 'percent' ? { rate: discount.rate } : { amount: minor(discount.amount) }
}

function sourceOf({ id, reason }: ManualDiscount, kind: Source['kind']): Source {
  return { source: id, kind, name: reason, coupon: null }
}

/** Promotions on the cart: taken off what the lines come to after everything on single lines. */
import { multiplyDivided } from '../money.ts'
import { RATE_SCALE } from '../rate.ts'
import { apportionByWeight } from './apportion.ts'
import type { Explanation } from './discount.ts'
import { isOpen, type WorkLine } from './lines.ts'
import { leftOf, spread } from './manual.ts'
import type { Match } from './matches.ts'
import { sourceOf } from './source.ts'
import { inStackOrder } from './unit-savings.ts'

/** Whether what it asks for, before any discount, is in the cart. */
export function reachesMinimum({ prepared, lines }: Match, works: readonly WorkLine[]): boolean {
  const { rule } = prepared.promotion
  if (rule.kind !== 'cart-percent' && rule.kind !== 'cart-amount') return true
  const gross = (lines[0] ?? []).reduce((sum, index) => sum + (works[index]?.gross ?? 0), 0)
  return gross > 0 && gross >= rule.minimum
}

/**
 * Either the one exclusive promotion that saves most or all stackable ones, each of what the one
 * before left. Answers what each saved.
 */
export function applyCartOffers(
  works: readonly WorkLine[],
  matches: readonly Match[],
): ReadonlyMap<Match, number> {
  const holding = matches.filter(
    (match) =>
      match.prepared.level === 'cart' && match.why === undefined && reachesMinimum(match, works),
  )
  const stack = holding.filter(isStackable).toSorted(inStackOrder)
  let best: { saving: number; matches: readonly Match[] } = { saving: 0, matches: [] }
  for (const match of holding) {
    if (isStackable(match)) continue
    const saving = offerOf(match, leftOf(openOf(match, works))).amount
    if (saving > best.saving) best = { saving, matches: [match] }
  }
  return apply(works, savingOfStack(works, stack) > best.saving ? stack : best.matches)
}

function isStackable({ prepared }: Match): boolean {
  return prepared.promotion.stackable
}

function openOf({ lines }: Match, works: readonly WorkLine[]): WorkLine[] {
  return (lines[0] ?? []).flatMap((index) => works[index] ?? []).filter(isOpen)
}

function apply(works: readonly WorkLine[], matches: readonly Match[]): Map<Match, number> {
  const saved = new Map<Match, number>()
  for (const match of matches) {
    const open = openOf(match, works)
    const { amount, how } = offerOf(match, leftOf(open))
    saved.set(match, spread(open, amount, sourceOf(match), how))
  }
  return saved
}

function offerOf(
  { prepared }: Match,
  left: number,
): { readonly amount: number; readonly how: Pick<Explanation, 'rule' | 'rate' | 'amount'> } {
  const { rule } = prepared.promotion
  switch (rule.kind) {
    case 'cart-percent': {
      const amount = multiplyDivided(left, rule.rate, RATE_SCALE)
      return { amount, how: { rule: rule.kind, rate: rule.rate } }
    }
    case 'cart-amount':
      return { amount: Math.min(rule.amount, left), how: { rule: rule.kind, amount: rule.amount } }
    default:
      throw new Error(`${rule.kind} is no rule for a cart`)
  }
}

/** What `apply` would take off, tried on the figures alone. */
function savingOfStack(works: readonly WorkLine[], stack: readonly Match[]): number {
  const left = works.map((work) => (work.line.discountable ? work.left : 0))
  let saving = 0
  for (const match of stack) {
    const open = (match.lines[0] ?? []).filter((index) => (left[index] ?? 0) > 0)
    const lefts = open.map((index) => left[index] ?? 0)
    const whole = lefts.reduce((sum, each) => sum + each, 0)
    const parts = apportionByWeight(Math.min(offerOf(match, whole).amount, whole), lefts, lefts)
    for (const [place, index] of open.entries()) {
      const part = parts[place] ?? 0
      left[index] = (left[index] ?? 0) - part
      saving += part
    }
  }
  return saving
}

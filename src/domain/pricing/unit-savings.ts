/**
 * What unit rules take off one unit, in ten-thousandths of the minor unit, the steps of a unit
 * price: a whole line is rounded once, at its end.
 */
import { multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { RATE_SCALE } from '../rate.ts'
import type { Explanation } from './discount.ts'
import type { WorkLine } from './lines.ts'
import { countKey, type Match } from './matches.ts'
import type { Tier } from './promotion.ts'

export interface UnitSaving {
  readonly match: Match
  /** Off one unit, in steps of a unit price. */
  readonly saving: number
  readonly how: Pick<Explanation, 'rule' | 'rate' | 'amount' | 'unitPrice' | 'from'>
}

/** What a line's units cost less, and by what; nothing where no unit rule touches it. */
export interface Alternative {
  readonly saving: number
  readonly parts: readonly UnitSaving[]
}

export const NO_ALTERNATIVE: Alternative = { saving: 0, parts: [] }

/**
 * For each line the best that unit rules without a limit can do: the best exclusive one, or all
 * stackable ones, each on what the one before left.
 */
export function alternativesOf(
  works: readonly WorkLine[],
  matches: readonly Match[],
): Alternative[] {
  const alone = works.map((): Alone => ({ match: undefined, saving: 0 }))
  const stacks = new Array<Match[] | undefined>(works.length).fill(undefined)
  for (const match of matches) {
    if (match.prepared.level !== 'unit' || match.why !== undefined) continue
    const found = match.lines[0] ?? []
    for (let at = 0; at < found.length; at += 1) {
      const index = found[at] as number
      if (isStackable(match)) {
        const stack = stacks[index]
        if (stack) putInStack(stack, match)
        else stacks[index] = [match]
        continue
      }
      const work = works[index] as WorkLine
      const best = alone[index] as Alone
      const saving = savingOf(match, work, work.line.unitPrice) ?? 0
      if (saving <= best.saving) continue
      best.match = match
      best.saving = saving
    }
  }
  return works.map((work, index) => better(work, alone[index] as Alone, stacks[index]))
}

/** The exclusive rule that saves most, the first of those that save as much. */
interface Alone {
  match: Match | undefined
  saving: number
}

function better(
  work: WorkLine,
  { match, saving }: Alone,
  stackable: readonly Match[] | undefined,
): Alternative {
  const best = match
    ? { saving, parts: [{ match, saving, how: howOf(match, work) }] }
    : NO_ALTERNATIVE
  if (!stackable) return best
  const stack = stackOf(work, stackable)
  if (stack.saving !== best.saving) return stack.saving > best.saving ? stack : best
  return orderOf(stack) < orderOf(best) ? stack : best
}

/** Stackable ones by priority; of the same priority prices first, then percents, then amounts. */
function putInStack(stack: Match[], match: Match): void {
  let place = stack.length
  stack.push(match)
  // They come by priority already: most stay at the end.
  for (; place > 0 && inStackOrder(stack[place - 1] as Match, match) > 0; place -= 1) {
    stack[place] = stack[place - 1] as Match
  }
  stack[place] = match
}

function stackOf(work: WorkLine, stackable: readonly Match[]): Alternative {
  const parts: UnitSaving[] = []
  let price: number = work.line.unitPrice
  for (const match of stackable) {
    const saving = savingOf(match, work, price) ?? 0
    if (saving === 0) continue
    parts.push({ match, saving, how: howOf(match, work) })
    price -= saving
  }
  return { saving: work.line.unitPrice - price, parts }
}

/** Off one unit, in steps of a unit price; undefined where a quantity break is not reached. */
export function savingOf(match: Match, work: WorkLine, price: number): number | undefined {
  const { rule } = match.prepared.promotion
  switch (rule.kind) {
    case 'percent':
      return percentOf(price, rule.rate)
    case 'amount':
      return Math.min(price, rule.amount * UNIT_PRICE_SCALE)
    case 'fixed-price':
      return Math.max(0, price - rule.unitPrice)
    case 'quantity-break': {
      const tier = reached(rule.tiers, match, work)
      return tier && tierSaving(tier, price)
    }
    default:
      throw new Error(`${rule.kind} is no rule for a unit`)
  }
}

/** What explains a saving, once it is chosen: many are only compared. */
function howOf(match: Match, work: WorkLine): UnitSaving['how'] {
  const { rule } = match.prepared.promotion
  switch (rule.kind) {
    case 'percent':
      return { rule: 'percent', rate: rule.rate }
    case 'amount':
      return { rule: 'amount', amount: rule.amount }
    case 'fixed-price':
      return { rule: 'fixed-price', unitPrice: rule.unitPrice }
    case 'quantity-break': {
      const tier = reached(rule.tiers, match, work)
      if (!tier) throw new Error('a quantity break saves though it is not reached')
      const figure = tier.kind === 'percent' ? { rate: tier.rate } : { unitPrice: tier.unitPrice }
      return { rule: 'quantity-break', from: tier.from, ...figure }
    }
    default:
      throw new Error(`${rule.kind} is no rule for a unit`)
  }
}

export function percentOf(price: number, rate: number): number {
  return multiplyDivided(price, rate, RATE_SCALE)
}

function tierSaving(tier: Tier, price: number): number {
  return tier.kind === 'percent' ? percentOf(price, tier.rate) : Math.max(0, price - tier.unitPrice)
}

/** The reached tier that asks for most; all matching lines count, also what a combination takes. */
function reached(tiers: readonly Tier[], match: Match, { line }: WorkLine): Tier | undefined {
  const counted = match.counted.get(countKey(match, line)) ?? 0
  let best: Tier | undefined
  for (const tier of tiers) {
    if (tier.from <= counted && (!best || tier.from > best.from)) best = tier
  }
  return best
}

function isStackable({ prepared }: Match): boolean {
  return prepared.promotion.stackable
}

const STACK_ORDER = ['fixed-price', 'quantity-break', 'percent', 'cart-percent', 'amount']

export function inStackOrder({ prepared: a }: Match, { prepared: b }: Match): number {
  const rank = ({ promotion: { rule } }: typeof a): number => {
    const place = STACK_ORDER.indexOf(rule.kind)
    return place === -1 ? STACK_ORDER.length : place
  }
  return b.promotion.priority - a.promotion.priority || rank(a) - rank(b) || a.order - b.order
}

function orderOf({ parts }: Alternative): number {
  return parts[0]?.match.prepared.order ?? Infinity
}

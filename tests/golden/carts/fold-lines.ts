/** What the fold knows of a line, the order of lines, and how an amount is split over them. */
import { compare, exactly, floor, fraction, less, nearest, over, plus } from './fraction.ts'
import { NOUGHT, times, total, type Fraction } from './fraction.ts'
import type { Country, WrittenCart, WrittenLine, WrittenTarget } from './written.ts'

export interface Work {
  readonly line: WrittenLine
  readonly price: Fraction
  readonly quantity: Fraction
  readonly gross: Fraction
  /** What is left of it after the discounts so far. */
  left: Fraction
  /** Each discount on it, in the order in which it was taken off. */
  discounts: readonly Fraction[]
  /** Pieces that combinations took. */
  taken: bigint
}

/** Money is rounded to one in so many parts of the currency's unit; unit prices are finer. */
export interface Grain {
  readonly parts: bigint
  readonly steps: bigint
}

const STEPS_OF_A_PART = 10_000n

export function grainOf({ decimals }: Country): Grain {
  const parts = 10n ** BigInt(decimals)
  return { parts, steps: parts * STEPS_OF_A_PART }
}

export function workOf(line: WrittenLine, { parts }: Grain): Work {
  const price = exactly(line.price)
  const quantity = exactly(line.quantity)
  const gross = nearest(times(price, quantity), parts)
  return { line, price, quantity, gross, left: gross, discounts: [], taken: 0n }
}

export function isDiscountable({ line, gross }: Work): boolean {
  return !line.isFirm && compare(gross, NOUGHT) > 0
}

export function isMeant({ variants, departments, except }: WrittenTarget, work: Work): boolean {
  const { variant, department } = work.line
  if (variant !== null && except.includes(variant)) return false
  if (variants.length === 0 && departments.length === 0) return true
  const isNamed = variant !== null && variants.includes(variant)
  return isNamed || (department !== null && departments.includes(department))
}

/** Canonical order: dearest first, then what names it, then more of it first. */
export function inOrder(a: Work, b: Work): number {
  return (
    compare(b.price, a.price) ||
    asText(a.line.variant, b.line.variant) ||
    asText(a.line.department, b.line.department) ||
    asText(a.line.taxClass, b.line.taxClass) ||
    compare(b.quantity, a.quantity) ||
    asText(a.line.id, b.line.id)
  )
}

export function asText(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return -1
  return b === null || a > b ? 1 : -1
}

function split(
  amount: Fraction,
  shares: readonly { readonly work: Work; readonly weight: Fraction; readonly most: Fraction }[],
  grain: Grain,
): Map<Work, Fraction> {
  const whole = total(shares.map(({ weight }) => weight))
  const isNothing = compare(whole, NOUGHT) === 0
  const exact = (weight: Fraction): Fraction =>
    isNothing ? NOUGHT : times(amount, over(weight, whole))
  const exactShares = shares.map(({ weight, ...rest }) => ({ ...rest, exact: exact(weight) }))
  return byRemainder(amount, exactShares, grain)
}

/**
 * Splits an amount by largest remainder: each exact part rounded down, and one part of the currency
 * more for the largest remainders.
 */
export function byRemainder(
  amount: Fraction,
  shares: readonly { readonly work: Work; readonly exact: Fraction; readonly most?: Fraction }[],
  { parts }: Grain,
): Map<Work, Fraction> {
  const one = fraction(1n, parts)
  const whole = shares.map(({ work, exact, most }) => {
    const down = fraction(floor(times(exact, fraction(parts))), parts)
    return { work, most, part: down, remainder: less(exact, down) }
  })
  let rest = less(amount, total(whole.map(({ part }) => part)))
  const turns = whole.toSorted(
    (a, b) => compare(b.remainder, a.remainder) || inOrder(a.work, b.work),
  )
  while (compare(rest, NOUGHT) > 0) {
    const before = rest
    for (const turn of turns) {
      const more = plus(turn.part, one)
      if (compare(rest, NOUGHT) <= 0 || (turn.most && compare(more, turn.most) > 0)) continue
      turn.part = more
      rest = less(rest, one)
    }
    if (compare(rest, before) === 0) throw new RangeError('more to split than there is')
  }
  return new Map(whole.map(({ work, part }) => [work, part]))
}

export function takeOff(work: Work, amount: Fraction): void {
  work.left = less(work.left, amount)
  work.discounts = [...work.discounts, amount]
}

/** Splits an amount over the lines by weight, no more than what is left of each, and takes it off. */
export function takeOffTogether(
  amount: Fraction,
  weights: readonly (readonly [work: Work, weight: Fraction])[],
  grain: Grain,
): void {
  const shares = weights.map(([work, weight]) => ({ work, weight, most: work.left }))
  for (const [work, part] of split(amount, shares, grain)) takeOff(work, part)
}

export function cartIs(
  cart: WrittenCart,
  country: Country,
): { readonly taxIncluded: boolean; readonly taxRounding: 'line' | 'document' } {
  return {
    taxIncluded: cart.taxIncluded ?? country.taxIncluded,
    taxRounding: cart.taxRounding ?? country.taxRounding,
  }
}

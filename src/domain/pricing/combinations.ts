/**
 * What one combination can take of the pieces that are still free: one application after the other,
 * each the best for itself, for as long as it gains.
 */
import { UNIT_PRICE_SCALE } from '../money.ts'
import type { WorkLine } from './lines.ts'
import type { Match } from './matches.ts'
import type { Rule } from './promotion.ts'
import { percentOf, unitSavingOf, type Alternative } from './unit-savings.ts'

/** All amounts are in steps of a unit price: ten-thousandths of the minor unit. */
export interface Ground {
  readonly works: readonly WorkLine[]
  readonly alternatives: readonly Alternative[]
}

export interface Taken {
  readonly index: number
  readonly pieces: number
  /** What these pieces are worth to the discount when it is split over the lines. */
  readonly weight: number
}

export interface Application {
  readonly taken: readonly Taken[]
  readonly saving: number
  /** saving − what the taken pieces would have saved by unit rules. */
  readonly gain: number
}

/** Takes pieces off `free`; undefined where there are too few, and then takes none. */
export type Apply = (free: number[]) => Application | undefined

/** One application of a combination on the free pieces. Made once for a cart, called often. */
export function applyOf(match: Match, ground: Ground): Apply {
  const { rule } = match.prepared.promotion
  switch (rule.kind) {
    case 'mix-and-match':
      return bundleOf(
        [{ places: byWorth(match.lines[0], ground), count: rule.count }],
        rule,
        ground,
      )
    case 'bundle': {
      const parts = rule.parts.map(({ count }, part) => ({
        ...{ places: byWorth(match.lines[part], ground), count },
      }))
      return bundleOf(parts, rule, ground)
    }
    case 'buy-get':
      return isSameTarget(rule) ? groupOf(match, rule, ground) : pairOf(match, rule, ground)
    default:
      return singleOf(match, ground)
  }
}

interface Part {
  readonly places: readonly number[]
  readonly count: number
}

/** Each part takes what is worth most; all of it together costs the price. */
function bundleOf(
  parts: readonly Part[],
  { price }: { readonly price: number },
  ground: Ground,
): Apply {
  return (free) => {
    const taken: Taken[] = []
    for (const { places, count } of parts) {
      const more = take(free, places, count)
      taken.push(...more.map((each) => ({ ...each, weight: priceAt(ground, each) })))
      if (countOf(more) < count) return giveBack(free, taken)
    }
    const saving = taken.reduce((sum, each) => sum + each.weight, 0) - price * UNIT_PRICE_SCALE
    return applied(taken, saving, ground)
  }
}

/** Buy and get are the same goods: of each group in falling price the last ones are cheaper. */
function groupOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const places = countable(match.lines[0], ground)
  const { count: buy } = rule.buy
  const { count: get } = rule.get
  return (free) => {
    const paid = take(free, places, buy)
    const cheaper = take(free, places, get)
    const taken = rewarded(paid, cheaper, rule.rate, ground)
    if (countOf(taken) < buy + get) return giveBack(free, taken)
    return applied(taken, weightOf(taken), ground)
  }
}

/** The dearest of the goods to get are cheaper; the cheapest of the goods to buy are paid. */
function pairOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const toGet = countable(match.lines[1], ground)
  const toBuy = countable(match.lines[0], ground).toReversed()
  return (free) => {
    const cheaper = take(free, toGet, rule.get.count)
    const paid = take(free, toBuy, rule.buy.count)
    const taken = rewarded(paid, cheaper, rule.rate, ground)
    const needed = rule.buy.count + rule.get.count
    if (countOf(taken) < needed) return giveBack(free, taken)
    return applied(taken, weightOf(taken), ground)
  }
}

/** A unit rule with a limit: the one piece that gains most by it. */
function singleOf(match: Match, { works, alternatives }: Ground): Apply {
  const savings = new Map<number, number>()
  for (const index of countable(match.lines[0], { works, alternatives })) {
    const work = works[index]
    const part = work && unitSavingOf(match, work, work.line.unitPrice)
    if (part && part.saving > 0) savings.set(index, part.saving)
  }
  const gainAt = (index: number): number =>
    (savings.get(index) ?? 0) - (alternatives[index]?.saving ?? 0)
  const places = [...savings.keys()].toSorted((a, b) => gainAt(b) - gainAt(a) || a - b)
  return (free) => {
    const taken = take(free, places, 1).map((each) => ({
      ...{ ...each, weight: savings.get(each.index) ?? 0 },
    }))
    if (taken.length === 0) return undefined
    return applied(taken, weightOf(taken), { works, alternatives })
  }
}

type BuyGet = Extract<Rule, { kind: 'buy-get' }>

function isSameTarget({ buy, get }: BuyGet): boolean {
  const same = (a: readonly string[], b: readonly string[]): boolean =>
    a.length === b.length && a.every((each) => b.includes(each))
  return (
    same(buy.target.variants, get.target.variants) &&
    same(buy.target.departments, get.target.departments) &&
    same(buy.target.except, get.target.except)
  )
}

/** Only whole pieces combine; what is weighed or measured never does. */
export function piecesOf({ line }: WorkLine): number {
  return line.unit === 'piece' && line.quantity > 0 && line.quantity % 1000 === 0
    ? line.quantity / 1000
    : 0
}

function countable(places: readonly number[] | undefined, { works }: Ground): number[] {
  return (places ?? []).filter((index) => {
    const work = works[index]
    return work !== undefined && piecesOf(work) > 0
  })
}

/** Worth to the customer: the price less what the piece would save anyway; dearest first. */
function byWorth(places: readonly number[] | undefined, ground: Ground): number[] {
  const worth = (index: number): number =>
    (ground.works[index]?.line.unitPrice ?? 0) - (ground.alternatives[index]?.saving ?? 0)
  return countable(places, ground).toSorted((a, b) => worth(b) - worth(a) || a - b)
}

type Piece = Omit<Taken, 'weight'>

/** Takes up to `count` free pieces in the order of `places`. */
function take(free: number[], places: readonly number[], count: number): Piece[] {
  const taken: Piece[] = []
  let needed = count
  for (const index of places) {
    if (needed === 0) break
    const pieces = Math.min(free[index] ?? 0, needed)
    if (pieces === 0) continue
    free[index] = (free[index] ?? 0) - pieces
    needed -= pieces
    taken.push({ index, pieces })
  }
  return taken
}

/** Makes the pieces free again. */
export function giveBack(free: number[], taken: readonly Piece[]): undefined {
  for (const { index, pieces } of taken) free[index] = (free[index] ?? 0) + pieces
}

function rewarded(
  paid: readonly Piece[],
  cheaper: readonly Piece[],
  rate: number,
  { works }: Ground,
): Taken[] {
  return [
    ...paid.map((each) => ({ ...each, weight: 0 })),
    ...cheaper.map((each) => {
      const price = works[each.index]?.line.unitPrice ?? 0
      return { ...each, weight: percentOf(price, rate) * each.pieces }
    }),
  ]
}

function priceAt({ works }: Ground, { index, pieces }: Piece): number {
  return (works[index]?.line.unitPrice ?? 0) * pieces
}

function applied(taken: readonly Taken[], saving: number, { alternatives }: Ground): Application {
  let gain = saving
  for (const { index, pieces } of taken) gain -= (alternatives[index]?.saving ?? 0) * pieces
  return { taken, saving, gain }
}

function countOf(taken: readonly Piece[]): number {
  return taken.reduce((sum, { pieces }) => sum + pieces, 0)
}

function weightOf(taken: readonly Taken[]): number {
  return taken.reduce((sum, { weight }) => sum + weight, 0)
}

/**
 * What one combination can take of the pieces that are still free: one application after the other,
 * each the best for itself, for as long as it gains.
 */
import { UNIT_PRICE_SCALE } from '../money.ts'
import type { WorkLine } from './lines.ts'
import type { Match } from './matches.ts'
import type { Rule } from './promotion.ts'
import { percentOf, savingOf, type Alternative } from './unit-savings.ts'

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
  const { works } = ground
  const priceAt = (index: number): number => works[index]?.line.unitPrice ?? 0
  return (free) => {
    for (const { places, count } of parts) {
      if (!areFree(free, places, count)) return undefined
    }
    const taken: Taken[] = []
    for (const { places, count } of parts) {
      // Another part may have taken what both are for.
      if (!take(free, places, count, taken, priceAt)) return giveBack(free, taken)
    }
    return applied(taken, weightOf(taken) - price * UNIT_PRICE_SCALE, ground)
  }
}

/** Buy and get are the same goods: of each group in falling price the last ones are cheaper. */
function groupOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const places = countable(match.lines[0], ground)
  const { count: buy } = rule.buy
  const { count: get } = rule.get
  const saved = savedAt(rule.rate, ground)
  return (free) => {
    if (!areFree(free, places, buy + get)) return undefined
    const taken: Taken[] = []
    take(free, places, buy, taken, nothing)
    take(free, places, get, taken, saved)
    return applied(taken, weightOf(taken), ground)
  }
}

/** The dearest of the goods to get are cheaper; the cheapest of the goods to buy are paid. */
function pairOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const toGet = countable(match.lines[1], ground)
  const toBuy = countable(match.lines[0], ground).toReversed()
  const saved = savedAt(rule.rate, ground)
  const { count: buy } = rule.buy
  const { count: get } = rule.get
  return (free) => {
    if (!areFree(free, toGet, get) || !areFree(free, toBuy, buy)) return undefined
    const taken: Taken[] = []
    take(free, toGet, get, taken, saved)
    // What is wanted for both may be gone by now.
    if (!take(free, toBuy, buy, taken, nothing)) return giveBack(free, taken)
    return applied(taken, weightOf(taken), ground)
  }
}

/** A unit rule with a limit: the one piece that gains most by it. */
function singleOf(match: Match, { works, alternatives }: Ground): Apply {
  const savings = new Map<number, number>()
  for (const index of countable(match.lines[0], { works, alternatives })) {
    const work = works[index]
    const saving = (work && savingOf(match, work, work.line.unitPrice)) ?? 0
    if (saving > 0) savings.set(index, saving)
  }
  const gainAt = (index: number): number =>
    (savings.get(index) ?? 0) - (alternatives[index]?.saving ?? 0)
  const places = [...savings.keys()].toSorted((a, b) => gainAt(b) - gainAt(a) || a - b)
  const weightAt = (index: number): number => savings.get(index) ?? 0
  return (free) => {
    if (!areFree(free, places, 1)) return undefined
    const taken: Taken[] = []
    take(free, places, 1, taken, weightAt)
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

function countable(places: readonly number[] = [], { works }: Ground): readonly number[] {
  const isCountable = (index: number): boolean => {
    const work = works[index]
    return work !== undefined && piecesOf(work) > 0
  }
  // Nearly always all of them: no need of another list.
  return places.every(isCountable) ? places : places.filter(isCountable)
}

/** Worth to the customer: the price less what the piece would save anyway; dearest first. */
function byWorth(places: readonly number[] | undefined, ground: Ground): readonly number[] {
  const worth = (index: number): number =>
    (ground.works[index]?.line.unitPrice ?? 0) - (ground.alternatives[index]?.saving ?? 0)
  const found = countable(places, ground)
  const inOrder = (a: number, b: number): number => worth(b) - worth(a) || a - b
  // The canonical order is by price: mostly it is this one too.
  const isInOrder = found.every((index, at) => at === 0 || inOrder(found[at - 1] ?? 0, index) <= 0)
  return isInOrder ? found : found.toSorted(inOrder)
}

/**
 * Whether so many pieces are free. Asked before anything is taken, because each search ends with
 * what finds too few.
 */
function areFree(free: readonly number[], places: readonly number[], count: number): boolean {
  let needed = count
  for (const index of places) {
    needed -= free[index] ?? 0
    if (needed <= 0) return true
  }
  return needed <= 0
}

/**
 * Takes up to `count` free pieces in the order of `places` and adds them to `taken`, each with the
 * weight of one piece at its place. False where there were too few.
 */
function take(
  free: number[],
  places: readonly number[],
  count: number,
  taken: Taken[],
  weightAt: (index: number) => number,
): boolean {
  let needed = count
  for (const index of places) {
    if (needed === 0) break
    const pieces = Math.min(free[index] ?? 0, needed)
    if (pieces === 0) continue
    free[index] = (free[index] ?? 0) - pieces
    needed -= pieces
    taken.push({ index, pieces, weight: weightAt(index) * pieces })
  }
  return needed === 0
}

/** Makes the pieces free again. */
export function giveBack(free: number[], taken: readonly Taken[]): undefined {
  for (const { index, pieces } of taken) free[index] = (free[index] ?? 0) + pieces
}

/** Of a piece that is cheaper by a rate. */
function savedAt(rate: number, { works }: Ground): (index: number) => number {
  return (index) => percentOf(works[index]?.line.unitPrice ?? 0, rate)
}

/** Of a piece that is paid in full. */
const nothing = (): number => 0

function applied(taken: readonly Taken[], saving: number, { alternatives }: Ground): Application {
  let gain = saving
  for (const { index, pieces } of taken) gain -= (alternatives[index]?.saving ?? 0) * pieces
  return { taken, saving, gain }
}

function weightOf(taken: readonly Taken[]): number {
  let sum = 0
  for (const { weight } of taken) sum += weight
  return sum
}

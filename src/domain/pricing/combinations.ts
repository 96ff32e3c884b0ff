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
  /** Of each line what a piece is worth to the customer: its price less what it saves anyway. */
  readonly worths: readonly number[]
}

/** Of one line; a chain, because most combinations take of one or two and very many are tried. */
export interface Taken {
  readonly index: number
  readonly pieces: number
  /** What these pieces are worth to the discount when it is split over the lines. */
  readonly weight: number
  readonly before: Taken | undefined
}

export interface Application {
  readonly taken: Taken | undefined
  readonly saving: number
  /** saving − what the taken pieces would have saved by unit rules. */
  readonly gain: number
}

/** Takes pieces off `free`; undefined where there are too few, and then takes none. */
export type Apply = (free: number[]) => Application | undefined

export function groundOf(works: readonly WorkLine[], alternatives: readonly Alternative[]): Ground {
  const worths = works.map(
    ({ line }, index): number => line.unitPrice - (alternatives[index]?.saving ?? 0),
  )
  return { works, alternatives, worths }
}

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
    let taken: Taken | undefined
    for (const { places, count } of parts) {
      // Another part may have taken what both are for.
      if (!areFree(free, places, count)) return giveBack(free, taken)
      taken = take(free, places, count, taken, priceAt)
    }
    return applied(taken, weightOf(taken) - price * UNIT_PRICE_SCALE, ground)
  }
}

/** Buy and get are the same goods: of each group in falling price the last ones are cheaper. */
function groupOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const [places = []] = match.lines
  const { count: buy } = rule.buy
  const { count: get } = rule.get
  const saved = savedAt(rule.rate, ground)
  return (free) => {
    if (!areFree(free, places, buy + get)) return undefined
    const bought = take(free, places, buy, undefined, nothing)
    const taken = take(free, places, get, bought, saved)
    return applied(taken, weightOf(taken), ground)
  }
}

/** The dearest of the goods to get are cheaper; the cheapest of the goods to buy are paid. */
function pairOf(match: Match, rule: BuyGet, ground: Ground): Apply {
  const [wanted = [], toGet = []] = match.lines
  const toBuy = wanted.toReversed()
  const saved = savedAt(rule.rate, ground)
  const { count: buy } = rule.buy
  const { count: get } = rule.get
  return (free) => {
    if (!areFree(free, toGet, get)) return undefined
    const got = take(free, toGet, get, undefined, saved)
    // What is wanted for both may be gone by now.
    if (!areFree(free, toBuy, buy)) return giveBack(free, got)
    const taken = take(free, toBuy, buy, got, nothing)
    return applied(taken, weightOf(taken), ground)
  }
}

/** A unit rule with a limit: the one piece that gains most by it. */
function singleOf(match: Match, ground: Ground): Apply {
  const { works, alternatives } = ground
  const savings = new Map<number, number>()
  for (const index of match.lines[0] ?? []) {
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
    const taken = take(free, places, 1, undefined, weightAt)
    return applied(taken, weightOf(taken), ground)
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

/** Dearest to the customer first. */
function byWorth(places: readonly number[] = [], { worths }: Ground): readonly number[] {
  const inOrder = (a: number, b: number): number => (worths[b] ?? 0) - (worths[a] ?? 0) || a - b
  // The canonical order is by price: mostly it is this one too.
  for (let at = 1; at < places.length; at += 1) {
    if (inOrder(places[at - 1] ?? 0, places[at] ?? 0) > 0) return places.toSorted(inOrder)
  }
  return places
}

/**
 * Whether so many pieces are free. Asked before anything is taken, because each search ends with
 * what finds too few.
 */
function areFree(free: readonly number[], places: readonly number[], count: number): boolean {
  let needed = count
  for (let at = 0; at < places.length && needed > 0; at += 1) needed -= free[places[at] ?? 0] ?? 0
  return needed <= 0
}

/**
 * Takes `count` pieces, which are free, in the order of `places` and puts them before what was
 * taken already, each with the weight of one piece at its place.
 */
function take(
  free: number[],
  places: readonly number[],
  count: number,
  before: Taken | undefined,
  weightAt: (index: number) => number,
): Taken | undefined {
  let taken = before
  let needed = count
  for (let at = 0; at < places.length && needed > 0; at += 1) {
    const index = places[at] ?? 0
    const pieces = Math.min(free[index] ?? 0, needed)
    if (pieces === 0) continue
    free[index] = (free[index] ?? 0) - pieces
    needed -= pieces
    taken = { index, pieces, weight: weightAt(index) * pieces, before: taken }
  }
  return taken
}

/** Makes the pieces free again. */
export function giveBack(free: number[], taken: Taken | undefined): undefined {
  for (let each = taken; each; each = each.before) {
    free[each.index] = (free[each.index] ?? 0) + each.pieces
  }
}

/** Of a piece that is cheaper by a rate. */
function savedAt(rate: number, { works }: Ground): (index: number) => number {
  return (index) => percentOf(works[index]?.line.unitPrice ?? 0, rate)
}

/** Of a piece that is paid in full. */
const nothing = (): number => 0

function applied(taken: Taken | undefined, saving: number, { alternatives }: Ground): Application {
  let gain = saving
  for (let each = taken; each; each = each.before) {
    gain -= (alternatives[each.index]?.saving ?? 0) * each.pieces
  }
  return { taken, saving, gain }
}

function weightOf(taken: Taken | undefined): number {
  let sum = 0
  for (let each = taken; each; each = each.before) sum += each.weight
  return sum
}

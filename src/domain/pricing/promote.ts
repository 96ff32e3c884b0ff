/** All promotions of a cart: combinations, then unit rules on what they left, then cart rules. */
import { extend, quantity } from '../quantity.ts'
import { minor, UNIT_PRICE_SCALE, unitPrice } from '../money.ts'
import { apportionByWeight, roundDivide } from './apportion.ts'
import { applyCartOffers } from './cart-offers.ts'
import type { Cart } from './cart.ts'
import { chooseCombinations } from './choose.ts'
import { groundOf } from './combinations.ts'
import type { Explanation } from './discount.ts'
import { takeOff, type WorkLine } from './lines.ts'
import { giveOnLine } from './manual.ts'
import { matchesOf, type Match } from './matches.ts'
import { explainPassed } from './passed.ts'
import type { AppliedPromotion, PassedPromotion } from './priced.ts'
import type { Promotions } from './prepare.ts'
import type { Chosen } from './search.ts'
import { sourceOf } from './source.ts'
import { alternativesOf, type Alternative } from './unit-savings.ts'

export interface Promoted {
  readonly applied: readonly AppliedPromotion[]
  readonly passed: readonly PassedPromotion[]
  readonly isExact: boolean
}

/** Leaves on each line its promotions and what a person gives on it. */
export function applyPromotions(
  works: readonly WorkLine[],
  cart: Cart,
  promotions: Promotions,
): Promoted {
  const matches = matchesOf(works, cart, promotions)
  const alternatives = alternativesOf(works, matches)
  const { chosen, isExact, alone } = chooseCombinations(matches, groundOf(works, alternatives))
  const saved = new Map<Match, number>()
  const rest = works.map(({ line }): number => line.quantity)
  for (const each of chosen.toSorted(byOrder)) {
    saved.set(each.match, takeCombination(works, each, rest))
  }
  for (let index = 0; index < works.length; index += 1) {
    const work = works[index] as WorkLine
    takeUnits(work, alternatives[index], rest[index] ?? 0, saved)
    giveOnLine(work)
  }
  for (const [match, saving] of applyCartOffers(works, matches)) saved.set(match, saving)
  const times = new Map(chosen.map((each) => [each.match, each.applications.length]))
  const applied = matches
    .filter((match) => (saved.get(match) ?? 0) > 0)
    .map((match): AppliedPromotion => {
      const { id, name, rule } = match.prepared.promotion
      const saving = minor(saved.get(match) ?? 0)
      const { coupon } = match
      return { promotion: id, name, rule: rule.kind, coupon, times: times.get(match) ?? 1, saving }
    })
  return { applied, isExact, passed: explainPassed(matches, saved, alone, works) }
}

function byOrder({ match: a }: Chosen, { match: b }: Chosen): number {
  return a.prepared.order - b.prepared.order
}

/** The saving of all applications is rounded once and split over the lines by their part in it. */
function takeCombination(
  works: readonly WorkLine[],
  { match, applications }: Chosen,
  rest: number[],
): number {
  let saving = 0
  for (const application of applications) saving += application.saving
  const shares = sharesOf(applications)
  const amounts = apportionByWeight(
    roundDivide(saving, UNIT_PRICE_SCALE),
    shares.map(({ weight }) => weight),
    shares.map(({ index }) => works[index]?.left ?? 0),
  )
  let taken = 0
  for (let place = 0; place < shares.length; place += 1) {
    const { index, pieces } = shares[place] as Share
    const work = works[index]
    if (!work) continue
    const touched = quantity(pieces * 1000)
    rest[index] = (rest[index] ?? 0) - touched
    const of = extend(work.line.unitPrice, touched)
    const times = applications.length
    const how = { quantity: touched, times, of, ...combinationFigures(match) }
    taken += takeOff(work, amounts[place] ?? 0, sourceOf(match), how)
  }
  return taken
}

/** What all applications of a combination take of one line. */
interface Share {
  readonly index: number
  pieces: number
  weight: number
}

/** In the canonical order. */
function sharesOf(applications: Chosen['applications']): readonly Share[] {
  const shares: Share[] = []
  for (const { taken } of applications) {
    for (let each = taken; each; each = each.before) {
      const { index, pieces, weight } = each
      const known = shares.find((share) => share.index === index)
      if (known) {
        known.pieces += pieces
        known.weight += weight
      } else shares.push({ index, pieces, weight })
    }
  }
  return shares.length > 1 ? shares.sort((a, b) => a.index - b.index) : shares
}

function combinationFigures({
  prepared,
}: Match): Pick<Explanation, 'rule' | 'rate' | 'amount' | 'unitPrice' | 'count' | 'price' | 'get'> {
  const { rule } = prepared.promotion
  switch (rule.kind) {
    case 'buy-get': {
      const get = rule.get.count
      return { rule: rule.kind, rate: rule.rate, count: rule.buy.count + get, get }
    }
    case 'mix-and-match':
      return { rule: rule.kind, count: rule.count, price: rule.price }
    case 'bundle': {
      const count = rule.parts.reduce((sum, part) => sum + part.count, 0)
      return { rule: rule.kind, count, price: rule.price }
    }
    case 'percent':
      return { rule: rule.kind, rate: rule.rate }
    case 'amount':
      return { rule: rule.kind, amount: rule.amount }
    case 'fixed-price':
      return { rule: rule.kind, unitPrice: rule.unitPrice }
    default:
      return { rule: rule.kind }
  }
}

/** Unit rules on what no combination took; each is rounded once for the line. */
function takeUnits(
  work: WorkLine,
  alternative: Alternative | undefined,
  rest: number,
  saved: Map<Match, number>,
): void {
  if (!alternative || rest <= 0) return
  const touched = quantity(rest)
  let price: number = work.line.unitPrice
  for (const { match, saving, how } of alternative.parts) {
    const amount = extend(unitPrice(saving), touched)
    const of = extend(unitPrice(price), touched)
    price -= saving
    const explained = { ...how, quantity: touched, times: 1, of }
    const taken = takeOff(work, amount, sourceOf(match), explained)
    saved.set(match, (saved.get(match) ?? 0) + taken)
  }
}

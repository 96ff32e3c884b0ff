/**
 * The golden carts once more, in exact fractions and by the words of docs/pricing.md: written
 * without the engine, so that the two can only agree by both being right.
 */
import { COUNTRIES } from './countries.ts'
import { combine } from './fold-combinations.ts'
import { foldCartOffers } from './fold-cart-offers.ts'
import { cartIs, grainOf, isDiscountable, takeOff, takeOffTogether, workOf } from './fold-lines.ts'
import type { Grain, Work } from './fold-lines.ts'
import { percent, savingsOf } from './fold-rules.ts'
import { foldReturn } from './fold-returns.ts'
import { taxesOf } from './fold-taxes.ts'
import { compare, exactly, fraction, least, less, nearest, NOUGHT } from './fraction.ts'
import { plus, times, total, type Fraction } from './fraction.ts'
import { promotionsThatHold } from './fold-holding.ts'
import { listedPrices, readDiscount, readLine, type Country, type WrittenCart } from './written.ts'
import type { WrittenDiscount } from './written.ts'

export interface FoldedLine {
  readonly id: string
  readonly taxClass: string
  readonly quantity: Fraction
  readonly gross: Fraction
  readonly net: Fraction
  readonly taxes: readonly Fraction[]
  readonly total: Fraction
  /** Tax that an exempt customer did not pay, where the price had it inside. */
  readonly relief: Fraction
  readonly discounts: readonly Fraction[]
}

export type FindCart = (shows: string) => WrittenCart

/** The lines of a cart, sold ones first. `find` answers the cart that a return refers to. */
export function foldLines(cart: WrittenCart, find: FindCart): FoldedLine[] {
  const country = countryOf(cart)
  const grain = grainOf(country)
  const works = (cart.lines ?? []).map((written, index) => {
    const line = readLine(written, index)
    return workOf({ ...line, price: cheapest([line.price, ...listedPrices(cart, line)]) }, grain)
  })
  discount(works, cart, grain)
  const ways = cartIs(cart, country)
  const taxes = taxesOf(works, country, ways, grain)
  const sold = works.map((work): FoldedLine => {
    const own = taxes.get(work) ?? []
    const tax = total(own)
    const isExempt = cart.exempt === true
    const relief = isExempt && ways.taxIncluded ? tax : NOUGHT
    const onTop = isExempt || ways.taxIncluded ? NOUGHT : tax
    return {
      id: work.line.id,
      taxClass: work.line.taxClass,
      quantity: work.quantity,
      gross: work.gross,
      net: work.left,
      taxes: isExempt ? own.map(() => NOUGHT) : own,
      total: less(plus(work.left, onTop), relief),
      relief,
      discounts: work.discounts,
    }
  })
  const returns = (cart.returns ?? []).map((back, index) => {
    const id = String.fromCodePoint('a'.codePointAt(0)! + works.length + index)
    const first = foldLines(find(back.cart), find).find((line) => line.id === back.line)
    if (!first) throw new RangeError(`"${back.cart}" has no line ${back.line}`)
    return foldReturn(first, back, id, { ...grain, taxIncluded: ways.taxIncluded })
  })
  return [...sold, ...returns]
}

/** As a member of the groups pays it: the store's price or a list's, whichever is lower. */
function cheapest(prices: readonly string[]): string {
  return prices.reduce((low, each) => (compare(exactly(each), exactly(low)) < 0 ? each : low))
}

export function countryOf({ country }: WrittenCart): Country {
  const found = COUNTRIES[country]
  if (!found) throw new RangeError(`there are no taxes for ${country}`)
  return found
}

function discount(works: readonly Work[], cart: WrittenCart, grain: Grain): void {
  const promotions = promotionsThatHold(cart)
  combine(works, promotions, grain)
  for (const work of works) {
    const rest = less(work.quantity, fraction(work.taken))
    for (const { saving } of savingsOf(work, works, promotions, grain)) {
      takeOff(work, least(nearest(times(saving, rest), grain.parts), work.left))
    }
  }
  for (const work of works) {
    for (const given of work.line.discounts) {
      takeOff(work, amountOf(given, work.left, grain))
    }
  }
  foldCartOffers(works, promotions, grain)
  const meant = works.filter(isDiscountable)
  for (const given of (cart.discounts ?? []).map(readDiscount)) {
    const amount = amountOf(given, total(meant.map(({ left }) => left)), grain)
    const weights = meant.map((work) => [work, work.left] as const)
    takeOffTogether(amount, weights, grain)
  }
}

/** A percentage of what is left, rounded, or an amount, at most all of it. */
export function amountOf(
  { kind, figure }: WrittenDiscount,
  left: Fraction,
  { parts }: Grain,
): Fraction {
  const asked = kind === 'percent' ? nearest(times(left, percent(figure)), parts) : exactly(figure)
  return least(asked, left)
}

/**
 * The one pricing engine: pure, the same at the till, in the online store and at intake. Its rules,
 * their order and their rounding are in `docs/pricing.md`.
 */
import { minor, type Minor } from '../money.ts'
import type { Cart, CartLine, ReturnLine } from './cart.ts'
import { workLines, type WorkLine } from './lines.ts'
import { giveOnCart } from './manual.ts'
import type { PricedCart, PricedLine, TaxShare } from './priced.ts'
import { applyPromotions } from './promote.ts'
import type { Promotions } from './prepare.ts'
import { isSameRate, taxesOf } from './tax.ts'

/**
 * Raised whenever the same cart could come to another total. 1 knew no discounts; 2 let the scan
 * decide between equal goods of which one had a discount by hand.
 */
export const ENGINE_VERSION = 3

/**
 * What a cart comes to. The order of its lines changes nothing but the order of the answer. Throws
 * a RangeError where an amount passes `MINOR_LIMIT`: a cart is bounded before it is priced.
 */
export function priceCart(cart: Cart, promotions: Promotions): PricedCart {
  const works = workLines(cart.lines.filter((line): line is CartLine => line.kind === 'sale'))
  const { applied, passed, isExact } = applyPromotions(works, cart, promotions)
  giveOnCart(works, cart.discounts)
  const { priced, rounding } = taxed(works, cart)
  if (priced.size < works.length) throw new Error('two lines of the cart share an id')
  const lines = cart.lines.map((line) =>
    line.kind === 'return' ? returned(line) : pricedAs(priced, line.id),
  )
  const tax = total(lines, taxOf)
  return {
    engine: ENGINE_VERSION,
    lines,
    taxes: taxTable(lines),
    gross: total(lines, (line) => line.gross),
    discount: total(lines, discountOf),
    subtotal: total(lines, (line) => line.net),
    relief: total(lines, (line) => line.relief),
    tax,
    taxRounding: minor(cart.exempt ? 0 : rounding),
    total: total(lines, (line) => line.total),
    applied,
    passed,
    isExact,
  }
}

/** Taxes each line on what its discounts left. An exempt customer's tax is found and not taken. */
function taxed(
  works: readonly WorkLine[],
  cart: Cart,
): { readonly priced: ReadonlyMap<string, PricedLine>; readonly rounding: number } {
  const taxable = works.map(({ left, line }) => {
    return { net: left, taxClass: line.taxClass, rates: line.rates }
  })
  const { ofLines, rounding } = taxesOf(taxable, cart)
  const priced = new Map<string, PricedLine>()
  for (let index = 0; index < works.length; index += 1) {
    const { line, gross, left, discounts } = works[index] as WorkLine
    const taxes = ofLines[index] ?? []
    const tax = taxes.reduce((sum, each) => sum + each, 0)
    const base = minor(cart.taxIncluded ? left - tax : left)
    const relief = cart.exempt && cart.taxIncluded ? tax : 0
    const asked = cart.exempt ? 0 : tax
    priced.set(line.id, {
      id: line.id,
      gross: minor(gross),
      discounts,
      net: minor(left),
      relief: minor(relief),
      taxes: line.rates.map((each, place): TaxShare => {
        const share = minor(cart.exempt ? 0 : (taxes[place] ?? 0))
        return { ...each, taxClass: line.taxClass, base, tax: share }
      }),
      total: minor(cart.taxIncluded ? left - relief : left + asked),
    })
  }
  return { priced, rounding }
}

function returned({ id, gross, discounts, net, relief, taxes, total }: ReturnLine): PricedLine {
  return { id, gross, discounts, net, relief, taxes, total }
}

/** By class and rate, in the order of first appearance. */
function taxTable(lines: readonly PricedLine[]): TaxShare[] {
  const rows: TaxShare[] = []
  for (const { taxes } of lines) {
    for (const share of taxes) {
      const row = rows.find((each) => isSameRate(each, share))
      if (row) {
        row.base = minor(row.base + share.base)
        row.tax = minor(row.tax + share.tax)
      } else rows.push({ ...share })
    }
  }
  return rows
}

export function taxOf({ taxes }: Pick<PricedLine, 'taxes'>): number {
  return taxes.reduce((sum, each) => sum + each.tax, 0)
}

export function discountOf({ discounts }: Pick<PricedLine, 'discounts'>): number {
  return discounts.reduce((sum, each) => sum + each.amount, 0)
}

function total(lines: readonly PricedLine[], figure: (line: PricedLine) => number): Minor {
  return minor(lines.reduce((sum, line) => sum + figure(line), 0))
}

function pricedAs(priced: ReadonlyMap<string, PricedLine>, id: string): PricedLine {
  const line = priced.get(id)
  if (!line) throw new Error(`the line ${id} was not priced`)
  return line
}

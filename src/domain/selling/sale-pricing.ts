/** What a completed sale keeps of its pricing, and how it is priced anew from that alone. */
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { minor } from '../money.ts'
import type { Cart, CartLine, ReturnLine } from '../pricing/cart.ts'
import { discountOf } from '../pricing/engine.ts'
import type { PricedCart, PricedLine, TaxShare } from '../pricing/priced.ts'
import { shareKey } from '../pricing/tax.ts'
import type { TaxRate } from '../pricing/tax-rate.ts'
import { momentOf } from '../time.ts'
import { pricedAtOf, type Draft } from './draft.ts'
import { taxRoundingOf, type PricingRules } from './priced-cart.ts'

type LineFigures = Pick<SaleLine, 'amount' | 'discounts' | 'relief' | 'taxes'>

/** Of each line what it came to. Its taxes name their rows of the sale's tax table. */
export function lineFigures({ taxes: rows, lines }: PricedCart): Map<string, LineFigures> {
  const places = new Map(rows.map((row, place) => [rowKey(row), place]))
  return new Map(
    lines.map(({ id, net, discounts, relief, taxes }) => [
      id,
      {
        amount: net,
        ...(discounts.length > 0 && { discounts: [...discounts] }),
        ...(relief !== 0 && { relief }),
        taxes: taxes.map((each) => ({
          row: places.get(rowKey(each)) ?? -1,
          base: each.base,
          tax: each.tax,
        })),
      },
    ]),
  )
}

/** By what the cart was priced beside its lines. */
export function pricingOf(draft: Draft, priced: PricedCart, rules: PricingRules) {
  const { buyer, coupons = [], discounts = [] } = draft
  return {
    at: pricedAtOf(draft),
    version: rules.promotions.version,
    taxRounding: taxRoundingOf(rules.store),
    rounding: priced.taxRounding,
    exempt: buyer?.exempt ?? false,
    groups: buyer?.groups ?? [],
    coupons,
    discounts,
  }
}

type TaxTable = Pick<SaleCompleted, 'taxes' | 'taxIncluded'>

/** A line as it was priced: what a refund gives back of. Throws where the sale kept no taxes. */
export function pricedLineOf(sale: TaxTable, line: SaleLine): PricedLine {
  const { id, amount: net, discounts = [], relief = minor(0) } = line
  const taxes = sharesOf(sale, line)
  const tax = taxes.reduce((sum, each) => sum + each.tax, 0)
  const gross = minor(net + discountOf({ discounts }))
  const total = minor(sale.taxIncluded ? net - relief : net + tax)
  return { id, gross, discounts, net, relief, taxes, total }
}

function sharesOf(
  { taxes: rows }: Pick<SaleCompleted, 'taxes'>,
  { taxes = [] }: SaleLine,
): TaxShare[] {
  return taxes.map(({ row, base, tax }) => {
    const found = rows[row]
    if (!found) throw new Error(`the sale has no tax in row ${String(row)}`)
    return { ...found, base, tax }
  })
}

/** The cart of a sale, to be priced again; undefined where it did not keep what that takes. */
export function cartOfSale(
  sale: SaleCompleted,
  store: { readonly id: string; readonly zone: string },
): Cart | undefined {
  const { pricing, taxIncluded } = sale
  if (!pricing) return undefined
  const { at, coupons, discounts, groups, exempt, taxRounding } = pricing
  return {
    lines: sale.lines.map((line) => cartLineOf(sale, line)),
    ...{ discounts, coupons, store: store.id, groups, exempt, taxIncluded, taxRounding },
    moment: momentOf(at, store.zone),
  }
}

function cartLineOf(sale: SaleCompleted, line: SaleLine): CartLine | ReturnLine {
  if (line.returned) return { kind: 'return', ...pricedLineOf(sale, line) }
  const { id, variant, department, unit, quantity, unitPrice, taxClass } = line
  const rates = sharesOf(sale, line).map((share): TaxRate => {
    const { code, name, rate, compound, joined } = share
    return {
      ...{ code, name, rate },
      ...(compound !== undefined && { compound }),
      ...(joined !== undefined && { joined }),
    }
  })
  return {
    ...{ kind: 'sale', id, variant, department, unit, quantity, unitPrice, taxClass, rates },
    discountable: line.discountable ?? true,
    discounts: line.given ?? [],
  }
}

function rowKey(share: TaxShare): string {
  return shareKey(share)
}

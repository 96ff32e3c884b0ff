/** The line of a cart by which goods come back: what goes back for them is fixed by their sale. */
import { minor, type Minor } from '../money.ts'
import { quantity, type Quantity } from '../quantity.ts'
import type { SaleLine } from '../journal/facts.ts'
import { refundOf } from '../pricing/refund.ts'
import { RATES_LIMIT, type TaxRate } from '../pricing/tax-rate.ts'
import type { Line } from '../selling/draft.ts'
import { detailOf, type LineDetail } from '../selling/line-detail.ts'
import { pricedLineOf } from '../selling/sale-pricing.ts'
import type { Returned } from './returned.ts'
import type { SoldSale } from './sold.ts'

export interface Returning {
  readonly id: string
  readonly sale: SoldSale
  readonly line: SaleLine
  /** How many came back before, here and elsewhere, as far as is known. */
  readonly before: Quantity
  readonly now: Quantity
  readonly returned: Pick<
    Returned,
    'reason' | 'condition' | 'restocked' | 'claim' | 'word' | 'gift' | 'brought'
  >
  /** What goes back to the shelf for each one; empty where nothing does. */
  readonly items: Line['items']
  readonly addedAt: number
}

type Counted = Pick<Returning, 'sale' | 'line' | 'before' | 'now'>

/** What goes back for that many of a line. */
export function backFor(counted: Counted): Minor {
  return minor(0 - refundFor('', counted).total)
}

function refundFor(id: string, { sale, line, before, now }: Counted) {
  const { taxIncluded } = sale
  return refundOf({
    ...{ line: pricedLineOf(sale, line), sold: line.quantity, before, now, id, taxIncluded },
  })
}

export function returnLineOf(returning: Returning): Line {
  const { id, sale, line, now, returned, addedAt } = returning
  const { variant, barcode, name, size, unit, department, unitPrice, price, taxClass } = line
  const { kind: _kind, id: _id, discounts, taxes, ...sums } = refundFor(id, returning)
  return {
    ...{ id, variant, barcode, name, size, unit, department, unitPrice, price, taxClass },
    quantity: quantity(0 - now),
    rates: ratesOf(sale, taxClass),
    items: returned.restocked ? [...returning.items] : [],
    addedAt,
    returned: { sale: sale.id, line: line.id, receipt: sale.receipt, ...returned },
    ...marksOf(line),
    refund: { ...sums, discounts: [...discounts], taxes: [...taxes] },
  }
}

/** What tells it from others of its kind comes back with it: a recall finds both. */
function marksOf({ serial, lot, expiry, label }: SaleLine): LineDetail {
  return detailOf({ serial, lot, expiry, label })
}

/** The taxes of a class as that sale knew them: a rate that changed since changes nothing. */
function ratesOf({ taxes }: SoldSale, taxClass: string): TaxRate[] {
  const rates = taxes
    .filter((tax) => tax.taxClass === taxClass)
    .map(({ taxClass: _class, base: _base, tax: _tax, ...each }): TaxRate => each)
  const known = new Map(rates.map((each) => [`${each.code} ${String(each.rate)}`, each]))
  return [...known.values()].slice(0, RATES_LIMIT)
}

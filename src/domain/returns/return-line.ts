/** The line of a cart by which goods come back: what goes back for them is fixed by their sale. */
import { minor, multiplyDivided, type Minor } from '../money.ts'
import { quantity, type Quantity } from '../quantity.ts'
import type { SaleLine } from '../journal/facts.ts'
import type { Line, TaxRate } from '../selling/draft.ts'
import type { Returned } from './returned.ts'
import type { SoldSale } from './sold.ts'

/**
 * What goes back for `now` of a line of which `before` came back already: the difference of two
 * rounded running shares, so that all that goes back for a line is what was paid for it, to the
 * minor unit and whatever the steps. Negative.
 */
export function refundedAmount(
  { amount, quantity: sold }: Pick<SaleLine, 'amount' | 'quantity'>,
  before: Quantity,
  now: Quantity,
): Minor {
  if (now <= 0 || before < 0 || before + now > sold) {
    throw new RangeError(`${String(now)} after ${String(before)} of ${String(sold)} cannot return`)
  }
  return minor(multiplyDivided(amount, before, sold) - multiplyDivided(amount, before + now, sold))
}

export interface Returning {
  readonly id: string
  readonly sale: SoldSale
  readonly line: SaleLine
  /** How many came back before, here and elsewhere, as far as is known. */
  readonly before: Quantity
  readonly now: Quantity
  readonly returned: Pick<Returned, 'reason' | 'condition' | 'restocked' | 'claim' | 'word'>
  /** What goes back to the shelf for each one; empty where nothing does. */
  readonly items: Line['items']
  readonly addedAt: number
}

export function returnLineOf(returning: Returning): Line {
  const { id, sale, line, before, now, returned, addedAt } = returning
  const { variant, barcode, name, size, unit, department, unitPrice, price, taxClass } = line
  return {
    ...{ id, variant, barcode, name, size, unit, department, unitPrice, price, taxClass },
    quantity: quantity(0 - now),
    rates: ratesOf(sale, taxClass),
    items: returned.restocked ? [...returning.items] : [],
    addedAt,
    returned: { sale: sale.id, line: line.id, receipt: sale.receipt, ...returned },
    refunded: refundedAmount(line, before, now),
  }
}

/** The taxes of a class as that sale knew them: a rate that changed since changes nothing. */
function ratesOf({ taxes }: SoldSale, taxClass: string): TaxRate[] {
  const rates = taxes
    .filter((tax) => tax.taxClass === taxClass)
    .map(({ code, name, rate }) => ({ code, name, rate }))
  const known = new Map(rates.map((each) => [`${each.code} ${String(each.rate)}`, each]))
  return [...known.values()].slice(0, 4)
}

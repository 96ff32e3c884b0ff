/**
 * What goes back for goods that come back: exactly what was paid for them, after the line's share
 * of all discounts and with the line's own taxes.
 */
import { minor, multiplyDivided, type Minor } from '../money.ts'
import type { Quantity } from '../quantity.ts'
import type { ReturnLine } from './cart.ts'
import { discountOf, taxOf } from './engine.ts'
import type { PricedLine } from './priced.ts'

export interface Refunded {
  /** The line as it was sold. */
  readonly line: PricedLine
  readonly sold: Quantity
  /** How many of `sold` had come back before. */
  readonly before: Quantity
  /** How many come back now; `before + now` is at most `sold`. */
  readonly now: Quantity
  readonly taxIncluded: boolean
  /** Of the new line. */
  readonly id: string
}

/**
 * Each figure is the difference of two rounded running shares of the line, so that all refunds of a
 * line add up to it, whatever the steps. Throws where more comes back than was sold.
 */
export function refundOf({ line, sold, before, now, taxIncluded, id }: Refunded): ReturnLine {
  if (now <= 0 || before < 0 || before + now > sold) {
    throw new RangeError(`${String(now)} after ${String(before)} of ${String(sold)} cannot return`)
  }
  const back = (figure: number): Minor =>
    minor(multiplyDivided(figure, before, sold) - multiplyDivided(figure, before + now, sold))
  const gross = back(line.gross)
  const discounts = line.discounts.map((each) => ({ ...each, amount: back(each.amount) }))
  const net = minor(gross - discountOf({ discounts }))
  const relief = back(line.relief)
  const taxes = line.taxes.map((each) => ({ ...each, tax: back(each.tax) }))
  const tax = taxOf({ taxes })
  const total = minor(taxIncluded ? net - relief : net + tax)
  const base = minor(taxIncluded ? total - tax : net)
  return {
    ...{ kind: 'return', id, gross, discounts, net, relief, total },
    taxes: taxes.map((each) => ({ ...each, base })),
  }
}

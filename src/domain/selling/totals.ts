/**
 * What a cart costs. Lines are rounded one by one; tax is computed on the sum of a tax class, so that
 * Σ base + Σ tax = total holds to the minor unit. The engine's version travels with each sale.
 */
import { divideRounded, minor, multiplyDivided, sum, type Minor } from '../money.ts'
import { extend } from '../quantity.ts'
import { RATE_SCALE } from '../rate.ts'
import type { Line, TaxRate } from './draft.ts'

/** Raised whenever the same cart could come to another total. */
export const ENGINE_VERSION = 1

export interface TaxAmount extends TaxRate {
  readonly taxClass: string
  /** What the tax is taken on, without any tax. */
  readonly base: Minor
  readonly tax: Minor
}

export interface Totals {
  /** Σ of the lines as they are shown: with tax where prices contain it. */
  readonly subtotal: Minor
  /** Tax by class and rate, in the order of first appearance. */
  readonly taxes: readonly TaxAmount[]
  readonly tax: Minor
  /** What the customer pays. */
  readonly total: Minor
}

export type PricedLine = Pick<Line, 'quantity' | 'unitPrice' | 'taxClass' | 'rates'>

/** What one line comes to, as shown beside it. */
export function lineAmount(line: Pick<Line, 'quantity' | 'unitPrice'>): Minor {
  return extend(line.unitPrice, line.quantity)
}

export function totalsOf(lines: readonly PricedLine[], taxIncluded: boolean): Totals {
  const subtotal = sum(lines.map(lineAmount))
  const groups = new Map<string, { rates: readonly TaxRate[]; amount: number }>()
  for (const line of lines) {
    // Rates belong to the key: a class may have changed its rate while the cart was open.
    const key = `${line.taxClass} ${line.rates.map((each) => each.rate).join(' ')}`
    const group = groups.get(key)
    if (group) group.amount += lineAmount(line)
    else groups.set(key, { rates: line.rates, amount: lineAmount(line) })
  }
  const taxes = [...groups].flatMap(([key, group]) =>
    taxesOf(key.slice(0, key.indexOf(' ')), group.rates, minor(group.amount), taxIncluded),
  )
  const tax = sum(taxes.filter((each) => each.rate > 0).map((each) => each.tax))
  return { subtotal, taxes, tax, total: taxIncluded ? subtotal : minor(subtotal + tax) }
}

function taxesOf(
  taxClass: string,
  rates: readonly TaxRate[],
  amount: Minor,
  taxIncluded: boolean,
): TaxAmount[] {
  if (!taxIncluded) {
    return rates.map((each) => ({
      ...each,
      taxClass,
      base: amount,
      tax: minor(multiplyDivided(amount, each.rate, RATE_SCALE)),
    }))
  }
  const combined = rates.reduce((total, each) => total + each.rate, 0)
  const base = minor(multiplyDivided(amount, RATE_SCALE, RATE_SCALE + combined))
  const shares = share(
    minor(amount - base),
    rates.map((each) => each.rate),
  )
  return rates.map((each, index) => ({ ...each, taxClass, base, tax: minor(shares[index] ?? 0) }))
}

/** Splits an amount by weights so that the parts add up to it: what rounding leaves goes to the last. */
function share(amount: Minor, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + weight, 0)
  let given = 0
  return weights.map((weight, index) => {
    const isLast = index === weights.length - 1
    const part = isLast || whole === 0 ? amount - given : divideRounded(amount * weight, whole)
    given += part
    return part
  })
}

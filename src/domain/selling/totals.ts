/**
 * What a cart costs. Lines are rounded one by one; tax is computed on the sum of a tax class, so
 * that Σ base + Σ tax = total holds to the minor unit. The engine's version travels with each sale.
 */
import { minor, multiplyDivided, sum, type Minor } from '../money.ts'
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

export type PricedLine = Pick<Line, 'quantity' | 'unitPrice' | 'taxClass' | 'rates' | 'refunded'>

/** What one line comes to, as shown beside it; for goods that come back, what was paid for them. */
export function lineAmount(line: Pick<Line, 'quantity' | 'unitPrice' | 'refunded'>): Minor {
  return line.refunded ?? extend(line.unitPrice, line.quantity)
}

export function totalsOf(lines: readonly PricedLine[], taxIncluded: boolean): Totals {
  const groups = new Map<string, TaxGroup>()
  let subtotal = 0
  for (const line of lines) {
    const amount = lineAmount(line)
    subtotal += amount
    const key = groupKey(line)
    const group = groups.get(key)
    if (group) group.amount += amount
    else groups.set(key, { taxClass: line.taxClass, rates: line.rates, amount })
  }
  const taxes = [...groups.values()].flatMap((group) => taxesOf(group, taxIncluded))
  const tax = sum(taxes.map((each) => each.tax))
  const total = minor(taxIncluded ? subtotal : subtotal + tax)
  return { subtotal: minor(subtotal), taxes, tax, total }
}

interface TaxGroup {
  readonly taxClass: string
  readonly rates: readonly TaxRate[]
  amount: number
}

/** Rates belong to the key: a class may have changed its rates while the cart was open. */
function groupKey({ taxClass, rates }: PricedLine): string {
  return rates.reduce((key, each) => `${key}\n${each.code}\n${String(each.rate)}`, taxClass)
}

/** How many taxes `totalsOf` would tell, at a fraction of its cost. */
export function countTaxes(lines: readonly PricedLine[]): number {
  const counts = new Map(lines.map((line) => [groupKey(line), line.rates.length]))
  return [...counts.values()].reduce((total, count) => total + count, 0)
}

function taxesOf(group: TaxGroup, taxIncluded: boolean): TaxAmount[] {
  const { taxClass, rates } = group
  const amount = minor(group.amount)
  if (!taxIncluded) {
    return rates.map((each) => {
      const tax = minor(multiplyDivided(amount, each.rate, RATE_SCALE))
      return { ...each, taxClass, base: amount, tax }
    })
  }
  const combined = rates.reduce((total, each) => total + each.rate, 0)
  const base = minor(multiplyDivided(amount, RATE_SCALE, RATE_SCALE + combined))
  const shares = share(
    minor(amount - base),
    rates.map((each) => each.rate),
  )
  return rates.map((each, index) => ({ ...each, taxClass, base, tax: minor(shares[index] ?? 0) }))
}

/**
 * Splits an amount by weights so that the parts add up to it. Each part is the difference of two
 * rounded running totals, so none is further than one minor unit from its exact share, or negative.
 */
function share(amount: Minor, weights: readonly number[]): number[] {
  const whole = weights.reduce((total, weight) => total + weight, 0)
  let weighed = 0
  let given = 0
  return weights.map((weight) => {
    weighed += weight
    const reached = whole === 0 ? 0 : multiplyDivided(amount, weighed, whole)
    const part = reached - given
    given = reached
    return part
  })
}

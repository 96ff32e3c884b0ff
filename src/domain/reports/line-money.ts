/** What each line of a sale comes to, so that the lines come to the sale. */
import { isMoney } from '../accounts/moves.ts'
import type { SaleCompleted, SaleLine } from '../journal/facts.ts'
import { multiplyDivided, UNIT_PRICE_SCALE } from '../money.ts'
import { QUANTITY_SCALE } from '../quantity.ts'

export interface LineMoney {
  readonly line: SaleLine
  /** With tax, minor units: Σ is the sale's turnover. */
  readonly turnover: number
  /** Σ is the sale's tax. */
  readonly tax: number
  /** What the goods cost; undefined where the sale did not know it. */
  readonly cost: number | undefined
}

/** Of every line but money that was put on an account. */
export function lineMoneyOf(sale: SaleCompleted): LineMoney[] {
  const { lines, taxIncluded } = sale
  const taxes = taxesOf(sale)
  return lines.flatMap((line, index) => {
    if (isMoney(line)) return []
    const tax = taxes[index] ?? 0
    const turnover = line.amount - (line.relief ?? 0) + (taxIncluded ? 0 : tax)
    return [{ line, turnover, tax, cost: costOf(line) }]
  })
}

/** What no line names of the sale's tax stands with the largest line. */
function taxesOf({ lines, tax }: SaleCompleted): number[] {
  const named = lines.map(({ taxes = [] }) => taxes.reduce((all, each) => all + each.tax, 0))
  const rest = tax - named.reduce((all, each) => all + each, 0)
  if (rest === 0) return named
  const sizes = lines.map((line) => (isMoney(line) ? -1 : Math.abs(line.amount)))
  const largest = sizes.indexOf(Math.max(...sizes))
  return named.map((each, index) => (index === largest ? each + rest : each))
}

/** Goods that came back and cannot be sold again bring nothing of their cost back. */
function costOf({ cost, quantity, returned, unproven }: SaleLine): number | undefined {
  if (cost === undefined) return undefined
  const back = returned ?? unproven
  if (back && !back.restocked) return 0
  return multiplyDivided(cost, quantity, UNIT_PRICE_SCALE * QUANTITY_SCALE)
}

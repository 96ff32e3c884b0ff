/** Totals that never start again, also across epochs: what the terminal sold in all its life. */
import { z } from 'zod'
import { turnoverOf } from '../accounts/moves.ts'
import { currencySchema } from '../money.ts'
import { epochSchema } from './entry.ts'
import type { SaleCompleted } from './facts.ts'

export const perpetualSchema = z.object({
  sales: z.int().min(0),
  turnover: z.record(currencySchema, z.int()),
})
export type Perpetual = z.infer<typeof perpetualSchema>

export const NOTHING_SOLD: Perpetual = { sales: 0, turnover: {} }

/** Stretches that are told at once; beyond that the newest, and the others the next time. */
export const TOLD_LIMIT = 500

/**
 * What the backend holds of a terminal and its journal does not: the sales of an epoch after one
 * number and up to another, as a machine that was replaced or a file before a restore had them.
 */
export const toldTotalsSchema = z.object({
  epoch: epochSchema,
  after: z.int().min(0),
  until: z.int().min(1),
  perpetual: perpetualSchema,
})
export type ToldTotals = z.infer<typeof toldTotalsSchema>

/** One sale more. */
export function plusSale(
  own: Perpetual,
  sale: Pick<SaleCompleted, 'currency' | 'total' | 'lines'>,
): Perpetual {
  return plusTotals(own, { sales: 1, turnover: { [sale.currency]: turnoverOf(sale) } })
}

export function plusTold(own: Perpetual, told: readonly ToldTotals[]): Perpetual {
  return told.reduce((all, { perpetual }) => plusTotals(all, perpetual), own)
}

function plusTotals(a: Perpetual, b: Perpetual): Perpetual {
  const turnover: Record<string, number> = { ...a.turnover }
  for (const [currency, sum] of Object.entries(b.turnover)) {
    turnover[currency] = (turnover[currency] ?? 0) + sum
  }
  return { sales: a.sales + b.sales, turnover }
}

export function isSameTotal(a: Perpetual, b: Perpetual): boolean {
  const currencies = new Set([...Object.keys(a.turnover), ...Object.keys(b.turnover)])
  return (
    a.sales === b.sales && [...currencies].every((each) => a.turnover[each] === b.turnover[each])
  )
}

/** What sales took for goods laid away, and what became of it: money that the shop owes. */
import { z } from 'zod'
import type { SaleCompleted } from '../journal/facts.ts'

const counted = z.object({ count: z.int().min(0), amount: z.int() })

/** All above zero; what was taken less the others is what is owed more than before. */
export const layawayFiguresSchema = z.object({
  taken: counted,
  /** Paid for goods that were handed over: they are turnover of their sale. */
  settled: counted,
  /** Went back to customers. */
  back: counted,
  /** Stayed with the shop, where a customer gave up. */
  kept: counted,
})
export type LayawayFigures = z.infer<typeof layawayFiguresSchema>

const PARTS = ['taken', 'settled', 'back', 'kept'] as const

export function noLayaways(): LayawayFigures {
  const none = () => ({ count: 0, amount: 0 })
  return { taken: none(), settled: none(), back: none(), kept: none() }
}

export function hasAny(figures: LayawayFigures): boolean {
  return PARTS.some((part) => figures[part].count > 0)
}

/** Adds what a sale did to `figures`. */
export function takeLayaway(figures: LayawayFigures, sale: SaleCompleted): void {
  for (const { load, amount } of sale.lines) {
    if (load?.kind === 'layaway') add(figures.taken, amount)
  }
  for (const { kind, amount } of sale.tenders) {
    if (kind !== 'layaway') continue
    // What was paid beyond what this sale comes to goes back with it.
    const used = Math.min(amount, Math.max(0, sale.total))
    if (amount > used) add(figures.back, amount - used)
    if (used > 0) add(sale.layaway?.as === 'given-up' ? figures.kept : figures.settled, used)
  }
}

export function addLayaways(a: LayawayFigures, b: LayawayFigures): LayawayFigures {
  const sum = noLayaways()
  for (const part of PARTS) {
    sum[part] = { count: a[part].count + b[part].count, amount: a[part].amount + b[part].amount }
  }
  return sum
}

function add(sum: LayawayFigures['taken'], amount: number): void {
  sum.count += 1
  sum.amount += amount
}

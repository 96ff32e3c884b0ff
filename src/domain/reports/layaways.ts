/** What is laid away for customers: what they paid for it, what they owe, and what is overdue. */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema } from '../money.ts'
import { businessDateSchema, instantSchema } from '../time.ts'

/** Rows of one answer, those whose last day was longest ago first; the sums are of these. */
export const LAYAWAY_ROWS = 2000

export const layawayRowSchema = z.object({
  park: idSchema,
  /** As it is printed; null where only what was paid is left. */
  layaway: textSchema(50).nullable(),
  /** When it was begun. */
  at: instantSchema,
  until: businessDateSchema.nullable(),
  customer: textSchema(200).nullable(),
  total: z.int(),
  paid: z.int(),
  /** `over`: it was ended, and more was paid than the shop gave back. */
  state: z.enum(['waiting', 'overdue', 'over']),
})
export type LayawayRow = z.infer<typeof layawayRowSchema>

export const layawaysReportSchema = z.object({
  currency: currencySchema,
  rows: z.array(layawayRowSchema).max(LAYAWAY_ROWS),
  /** False where there are more, or where other tills could not be asked for theirs. */
  isWhole: z.boolean(),
  /** Goods that wait: how many times, of these overdue, of these with nothing paid. */
  waiting: z.int().min(0),
  overdue: z.int().min(0),
  unpaid: z.int().min(0),
  /** What these goods come to, and what is still to be paid for them. */
  total: z.int(),
  owed: z.int(),
  /** Of all rows: what the shop owes its customers. */
  paid: z.int(),
})
export type LayawaysReport = z.infer<typeof layawaysReportSchema>

/** What the customer still owes; nothing of what is over. */
export function owedOf({ state, total, paid }: LayawayRow): number {
  return state === 'over' ? 0 : Math.max(0, total - paid)
}

export function layawaysReportOf(
  rows: readonly LayawayRow[],
  told: Pick<LayawaysReport, 'currency' | 'isWhole'>,
): LayawaysReport {
  const sum = (of: (row: LayawayRow) => number): number =>
    rows.reduce((all, row) => all + of(row), 0)
  const waiting = rows.filter(({ state }) => state !== 'over')
  return {
    ...{ ...told, rows: [...rows] },
    waiting: waiting.length,
    overdue: rows.filter(({ state }) => state === 'overdue').length,
    unpaid: waiting.filter(({ paid }) => paid <= 0).length,
    total: sum((row) => (row.state === 'over' ? 0 : row.total)),
    owed: sum(owedOf),
    paid: sum(({ paid }) => paid),
  }
}

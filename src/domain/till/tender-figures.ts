/** What sales took by kind of tender, and what went back to customers the same way. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'

const counted = z.object({ count: z.int().min(0), amount: z.int() })

export const tenderFiguresSchema = z.array(
  counted.extend({
    kind: textSchema(40),
    /** `count` and `amount` are both together, what went back taken off. */
    taken: counted.optional(),
    /** Above zero. Both are absent where they were added up before they were told apart. */
    back: counted.optional(),
  }),
)
export type TenderFigures = z.infer<typeof tenderFiguresSchema>
type Row = TenderFigures[number]

export interface TenderSum {
  readonly taken: { count: number; amount: number }
  readonly back: { count: number; amount: number }
}

export function noTender(): TenderSum {
  return { taken: { count: 0, amount: 0 }, back: { count: 0, amount: 0 } }
}

/** Adds a tender of a sale; below zero it went back. */
export function takeTender({ taken, back }: TenderSum, amount: number): void {
  const sum = amount < 0 ? back : taken
  sum.count += 1
  sum.amount += Math.abs(amount)
}

export function tenderRow(kind: string, { taken, back }: TenderSum): Row {
  const [count, amount] = [taken.count + back.count, taken.amount - back.amount]
  return { kind, count, amount, taken: { ...taken }, back: { ...back } }
}

/** Where one of them was not told apart, nor is their sum. */
export function addTenders(a: Row, b: Row): Row {
  const { kind } = a
  const sum = { kind, ...together(a, b) }
  if (!a.taken || !a.back || !b.taken || !b.back) return sum
  return { ...sum, taken: together(a.taken, b.taken), back: together(a.back, b.back) }
}

/** `rows` as `written` has them: figures of before did not tell them apart. */
export function tendersAsIn(written: TenderFigures, rows: TenderFigures): TenderFigures {
  if (written.some(({ taken, back }) => taken ?? back)) return rows
  return rows.map(({ kind, count, amount }) => ({ kind, count, amount }))
}

function together(a: TenderSum['taken'], b: TenderSum['taken']): TenderSum['taken'] {
  return { count: a.count + b.count, amount: a.amount + b.amount }
}

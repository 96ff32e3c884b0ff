/** What sales took by kind of tender, and what went back to customers the same way. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import type { Tender } from '../selling/tender.ts'

const counted = z.object({ count: z.int().min(0), amount: z.int() })

export const tenderFiguresSchema = z.array(
  counted.extend({
    kind: textSchema(40),
    /** `count` and `amount` are both together, what went back taken off. */
    taken: counted.optional(),
    /** Above zero. Both are absent where they were added up before they were told apart. */
    back: counted.optional(),
    /** Vouchers by what the store calls them: how many, and what stands on them. */
    named: z.array(counted.extend({ name: textSchema(40) })).optional(),
  }),
)
export type TenderFigures = z.infer<typeof tenderFiguresSchema>
type Row = TenderFigures[number]

type Counted = z.infer<typeof counted>

/** All of it is JSON. */
export interface TenderSum {
  readonly taken: Counted
  readonly back: Counted
  readonly named: Record<string, Counted>
}

export function noTender(): TenderSum {
  return { taken: { count: 0, amount: 0 }, back: { count: 0, amount: 0 }, named: {} }
}

/** Adds a tender of a sale; below zero it went back. */
export function takeTender(sum: TenderSum, tender: Tender): void {
  const { kind, amount } = tender
  add(amount < 0 ? sum.back : sum.taken, Math.abs(amount))
  if (kind === 'voucher') add((sum.named[tender.name] ??= { count: 0, amount: 0 }), tender.face)
}

export function tenderRow(kind: string, { taken, back, named }: TenderSum): Row {
  const [count, amount] = [taken.count + back.count, taken.amount - back.amount]
  const names = Object.entries(named).map(([name, sum]) => ({ name, ...sum }))
  return {
    ...{ kind, count, amount, taken: { ...taken }, back: { ...back } },
    ...(names.length > 0 && { named: names.toSorted(byName) }),
  }
}

/** Where one of them was not told apart, nor is their sum. */
export function addTenders(a: Row, b: Row): Row {
  const { kind } = a
  const sum = { kind, ...together(a, b) }
  if (!a.taken || !a.back || !b.taken || !b.back) return sum
  const named = [...(a.named ?? []), ...(b.named ?? [])]
  return {
    ...{ ...sum, taken: together(a.taken, b.taken), back: together(a.back, b.back) },
    ...(named.length > 0 && { named: summed(named) }),
  }
}

function summed(rows: NonNullable<Row['named']>): NonNullable<Row['named']> {
  const sums = new Map<string, Counted>()
  for (const { name, ...sum } of rows) {
    sums.set(name, together(sums.get(name) ?? { count: 0, amount: 0 }, sum))
  }
  return [...sums].map(([name, sum]) => ({ name, ...sum })).toSorted(byName)
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1
}

function add(sum: Counted, amount: number): void {
  sum.count += 1
  sum.amount += amount
}

/** `rows` as `written` has them: figures of before did not tell them apart. */
export function tendersAsIn(written: TenderFigures, rows: TenderFigures): TenderFigures {
  if (written.some(({ taken, back }) => taken ?? back)) return rows
  return rows.map(({ kind, count, amount }) => ({ kind, count, amount }))
}

function together(a: Counted, b: Counted): Counted {
  return { count: a.count + b.count, amount: a.amount + b.amount }
}

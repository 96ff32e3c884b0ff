/** What a sale adds to a figure, for the list of receipts behind it. */
import type { Entry } from '../journal/facts.ts'
import { figuresOf } from './entry-figures.ts'
import type { FigurePart } from './figure.ts'

export interface ReceiptRow {
  readonly sale: string
  readonly receipt: string
  readonly date: string
  readonly at: number
  readonly total: number
  readonly amount: number
}

/** Undefined where the entry adds nothing to it: figure and list have one definition. */
export function receiptRowOf(
  entry: Entry,
  { part, key }: { readonly part: FigurePart; readonly key: string },
  zone: string,
): ReceiptRow | undefined {
  if (entry.kind !== 'sale-completed') return undefined
  const figure = figuresOf(entry, zone).find((each) => each.part === part && each.key === key)
  if (!figure) return undefined
  const { sale, receipt, total } = entry.body
  const { at, businessDate: date } = entry
  return { sale, receipt, date, at, total, amount: figure.amount }
}

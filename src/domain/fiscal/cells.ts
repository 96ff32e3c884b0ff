/** How the tables of the books write what they hold. */
import { Temporal } from 'temporal-polyfill'
import type { Entry } from '../journal/facts.ts'
import { exponentOf } from '../money.ts'
import type { CsvCell } from '../reports/csv.ts'
import type { TenderFigures } from '../till/tender-figures.ts'

export interface BookTable {
  /** Of its file, without its ending. */
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: (entry: Entry, hash: string) => readonly (readonly CsvCell[])[]
}

/** What every row begins with: the entry that it follows from. */
export function placeOf({ epoch, seq }: Entry): CsvCell[] {
  return [whole(epoch.ordinal), whole(seq)]
}

export function whole(value: number): CsvCell {
  return { value, decimals: 0 }
}

/** Minor units, as the currency is written. */
export function money(value: number, currency: string): CsvCell {
  return { value, decimals: exponentOf(currency) }
}

/** Parts per million, as percent. */
export function percent(ppm: number): CsvCell {
  return { value: ppm, decimals: 4 }
}

export function instant(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString()
}

export function counted(sum: Counted, currency: string): CsvCell[] {
  return [whole(sum.count), money(sum.amount, currency)]
}

interface Counted {
  readonly count: number
  readonly amount: number
}

/** Both together, what was taken and what went back; the last two are empty if not told apart. */
export const TENDER_COLUMNS = [
  ...['tender', 'count', 'amount', 'taken_count', 'taken', 'given_back_count', 'given_back'],
] as const

export function tenderCells(tender: TenderFigures[number], currency: string): CsvCell[] {
  const { kind, taken, back } = tender
  const apart = [taken, back].flatMap((sum) => (sum ? counted(sum, currency) : [null, null]))
  return [kind, ...counted(tender, currency), ...apart]
}

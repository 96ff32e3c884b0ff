/** How the tables of the books write what they hold. */
import { Temporal } from 'temporal-polyfill'
import type { Entry } from '../journal/facts.ts'
import { exponentOf } from '../money.ts'
import type { CsvCell } from '../reports/csv.ts'

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

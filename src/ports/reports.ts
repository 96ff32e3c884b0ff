/** This terminal's own entries, as reports read them. */
import type { Entry } from '../domain/journal/facts.ts'

export interface NumberedEntry {
  /** Sorts in the order of the journal. */
  readonly id: string
  readonly hash: string
  readonly entry: Entry
}

/** A sale's place among all, newest first. */
export interface SalePlace {
  readonly date: string
  /** When it was sold; a terminal's own sales are in the order of their entries. */
  readonly at: number
  readonly entry: string
}

export interface FiguredEntries {
  /** Sales of one business date after an entry, in order; `''` is before the first. */
  sales(date: string, after: string, most: number): readonly NumberedEntry[]
  /** The other entries of that date that reports add up. */
  others(date: string, after: string, most: number): readonly NumberedEntry[]
  /** Sales of some business dates, newest first, from before a place on. */
  salesBefore(from: string, before: SalePlace, most: number): readonly NumberedEntry[]
}

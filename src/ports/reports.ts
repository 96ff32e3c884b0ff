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

/** Where one went on from among all others, newest first. */
export interface EntryPlace {
  readonly date: string
  readonly entry: string
}

export interface FiguredEntries {
  /** Sales of one business date after an entry, in order; `''` is before the first. */
  sales(date: string, after: string, most: number): readonly NumberedEntry[]
  /** The other entries of that date that reports add up. */
  others(date: string, after: string, most: number): readonly NumberedEntry[]
  /** The same of several dates, newest first, from a place on, which is among them. */
  othersBefore(from: string, place: EntryPlace, most: number): readonly NumberedEntry[]
  /** Sales of a till session and its cash without one, newest first, behind the first so many. */
  ofSession(session: string, skip: number, most: number): readonly NumberedEntry[]
  /** Sales of some business dates, newest first, from before a place on. */
  salesBefore(from: string, before: SalePlace, most: number): readonly NumberedEntry[]
}

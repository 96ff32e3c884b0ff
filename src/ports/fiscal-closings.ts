/** The fiscal closings of this terminal, and the day that is not closed yet. */
import type { ClosingKind, FiscalClosed } from '../domain/fiscal/closing.ts'
import type { Entry } from '../domain/journal/facts.ts'
import type { SessionFigures } from '../domain/till/figures.ts'

export interface OpenDay {
  /** Of the sessions that were opened since the last day was closed. */
  readonly date: string
  readonly currency: string
}

export interface DaySum {
  readonly figures: SessionFigures
  /** The first entry that no closing has yet. */
  readonly first: Pick<Entry, 'epoch' | 'seq'>
  /** The last entry in each of its epochs, in their order. */
  readonly ends: readonly Pick<Entry, 'epoch' | 'seq'>[]
}

export interface RecordedClosing {
  readonly entry: Entry<'fiscal-closed'>
  readonly hash: string
  /** Its journal entry is not here: the backend told it. */
  readonly isTold: boolean
}

export interface FiscalClosings {
  /** Undefined where no session was opened since the last day was closed. */
  openDay(): OpenDay | undefined
  /** Whether an entry stands before the last day's closing: a session that it opened is over. */
  isBefore(entry: string): boolean
  /**
   * What the entries since the last day's closing come to, those of the transaction under way too.
   * It is kept as they are appended: only what came after that is read.
   */
  sumDay(): DaySum
  /** The number that the next closing of a kind gets, and which one it follows if told of it. */
  next(kind: ClosingKind): Pick<FiscalClosed, 'number' | 'after'>
  /** What the next month sums of days, or the next year of months: in their order. */
  unsummed(kind: 'month' | 'year'): readonly FiscalClosed[]
  /** The number of the last part that the last of them here sums; 0 where there is none. */
  summed(kind: 'month' | 'year'): number
  /** With how often it was printed, one that was told at least once: what comes is a copy. */
  find(
    kind: ClosingKind,
    number: number,
  ): (RecordedClosing & { readonly prints: number }) | undefined
  /** Newest first. */
  newest(most: number): readonly RecordedClosing[]
}

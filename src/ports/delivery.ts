/** What sync needs of the journal to prove that every entry arrived; counted and read by SQL. */
import type { Epoch, Head, SealedEntry } from '../domain/journal/entry.ts'
import type { ToldTotals } from '../domain/journal/perpetual.ts'
import type { ClockReading } from '../domain/till/clock.ts'
import type { TillNews } from '../domain/till/news.ts'
import type { Place } from './backend-link.ts'
import type { EpochReason, Following } from './epochs.ts'
import type { DeliverySigns } from './standing.ts'
import type { ToldClosings } from './told-closings.ts'

export interface Delivery {
  head(): Head
  /** Per epoch, newest first, its last entry here; at most so many epochs. */
  heads(most: number): readonly Head[]
  /**
   * Takes the backend's word on what it holds; `unsent()` counts from there. Never goes back by
   * itself.
   */
  confirm(heads: readonly Head[]): void
  /** Epochs with entries beyond the last confirmed one, and that one's seq; oldest first. */
  unconfirmed(): readonly Unconfirmed[]
  /** Own entries of an epoch after a seq, in order, at most `limit`. */
  entriesAfter(epochId: string, seq: number, limit: number): readonly SealedEntry[]
  /**
   * Epochs of which entries were saved out of a damaged file without what stood before them, and
   * the first seq of these that is not sent; Infinity where all are.
   */
  recoveredEpochs(): readonly { readonly epoch: Epoch; readonly unsentFrom: number }[]
  /** Such entries of an epoch after a seq, in order, at most `limit`. */
  recoveredAfter(epochId: string, seq: number, limit: number): readonly SealedEntry[]
  /** The backend has these recovered entries: they count as sent. */
  delivered(recovered: readonly SealedEntry[]): void
  /** This terminal's own entry at a place, where it has one. */
  hashAt(epochId: string, seq: number): string | undefined
  unsent(): { readonly entries: number }
  /** What the clock here is known to be off by; undefined where nothing is known that holds. */
  clock(): ClockReading | undefined
  /**
   * Keeps what the backend tells for people: the signs, and that it holds what is missing here; the
   * highest ordinal of an epoch that it knows, what it knows of till sessions, and what its time
   * says of the clock here. Forked once is forked until the terminal is enrolled anew.
   */
  note(told: Told): void
  /**
   * Per epoch, newest first, how far the totals count it: held here or told of; at most so many.
   */
  counted(most: number): readonly Place[]
  /** Whether the totals lack what only the backend may hold. */
  lacksTotals(): boolean
  /** What the journal has lost of its closings. */
  readonly toldClosings: ToldClosings
  /** Adds to the totals what the backend holds beside this journal, with an entry that says so. */
  tell(told: readonly ToldTotals[]): void
  /** The terminal was enrolled anew: nobody else writes under this name any more. */
  unfork(): void
  /** Goes on under new numbers; as `Epochs.open`, with the terminal's own time. */
  renew(reason: EpochReason, following?: Following): Head
}

export interface Told extends DeliverySigns {
  readonly heads: readonly Head[]
  readonly till: TillNews
  readonly clock?: ClockReading | undefined
}

export interface Unconfirmed {
  readonly epoch: Epoch
  readonly after: number
}

/** What sync needs of the journal to prove that every entry arrived; counted and read by SQL. */
import type { Head, SealedEntry } from '../domain/journal/entry.ts'

export interface Delivery {
  head(): Head
  /** Per epoch, newest first, its last entry here; at most so many epochs. */
  heads(most: number): readonly Head[]
  /**
   * Takes the backend's word on what it holds; `unsent()` counts from there. Never goes back by
   * itself.
   */
  confirm(heads: readonly Head[]): void
  /** Own entries of an epoch after a seq, in order, at most `limit`. */
  entriesAfter(epochId: string, seq: number, limit: number): readonly SealedEntry[]
  /** This terminal's own entry at a place, where it has one. */
  hashAt(epochId: string, seq: number): string | undefined
  unsent(): { readonly entries: number }
}

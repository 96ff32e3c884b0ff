/**
 * Zs and fiscal closings that this terminal gave and its journal does not hold: the backend told
 * them, as they were sealed. They are shown and printed as copies; nothing follows from them.
 */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Place } from './backend-link.ts'

export type ToldWhat = 'zs' | 'closings'
export const TOLD_WHATS: readonly ToldWhat[] = ['zs', 'closings']

/** The newest of each that are kept; the others stand at the backend. */
export const TOLD_CLOSINGS_LIMIT = 400

export interface ToldPage {
  readonly closings: readonly { readonly entry: SealedEntry; readonly prints: number }[]
  /** What opened their epochs, and names their keys. */
  readonly openings: readonly SealedEntry[]
  readonly hasMore: boolean
}

export interface ToldClosings {
  /** Whether the backend holds more of this terminal than its journal and what was told before. */
  isBehind(reached: readonly Place[]): boolean
  /** Per epoch, newest first, up to where nothing is to be told; at most so many. */
  held(most: number): readonly Place[]
  /**
   * Keeps what proves itself: hash, form, place and the signature by the key of its epoch, that it
   * is of this terminal, follows the entry that it says, and its number the one before it. Answers
   * what is wrong where something is; then nothing of the page is kept.
   */
  keep(what: ToldWhat, page: ToldPage): string | undefined
  /** All up to there was told. */
  finish(reached: readonly Place[]): void
}

/**
 * Of which state of a feed rows may lie here, kept beside them. RxDB notes its place only after it
 * has stored the rows before it: a terminal that dies in between has rows that it does not know of.
 */
import type { FeedCheckpoint } from './backend-link.ts'

export interface PulledReach {
  of(collection: string): Reach
  /**
   * To be called before rows of that state are stored, with their ids; durable when it returns.
   */
  keep(collection: string, reach: KeptReach, ids: readonly string[]): void
  /** Whether rows may lie here that did not come in the last round. */
  isSweepDue(collection: string): boolean
  /** Of the next rows after an id, in its order, those that did not come in the last round. */
  staleAfter(collection: string, id: string): StaleRows
  /** None is left. */
  swept(collection: string): void
  /** Forgets a few of the ids of rounds that are swept; true when none is left. */
  forgetSwept(collection: string): boolean
}

export interface Reach {
  /**
   * Grows each time the feed has to be pulled from its beginning, from 0 on: a place of another
   * round says nothing of the rows here.
   */
  readonly round: number
  /** The end of the feed when rows were last read of it. */
  readonly seen: FeedCheckpoint | undefined
}

export type KeptReach = Reach & { readonly seen: FeedCheckpoint }

export interface StaleRows {
  readonly ids: readonly string[]
  /** The last row that was looked at; undefined where there is none after the id. */
  readonly last: string | undefined
}

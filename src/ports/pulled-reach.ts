/**
 * Of which state of a feed rows may lie here, kept beside them. RxDB notes its place only after it
 * has stored the rows before it: a terminal that dies in between has rows that it does not know of.
 */
import type { FeedCheckpoint } from './backend-link.ts'

export interface PulledReach {
  of(collection: string): Reach
  /** To be called before rows of that state are stored; durable when it returns. */
  keep(collection: string, reach: Reach & { readonly seen: FeedCheckpoint }): void
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

/** What of the whole store only the backend knows, read by those who may at a till. */
import type { z } from 'zod'

export type OfficeQuestion =
  | 'place'
  | 'dashboard'
  | 'rows'
  | 'receipts'
  | 'entries'
  | 'differences'
  | 'receipt'
  | 'stock'
  | 'stock-items'
  | 'sessions'
  | 'session'
  | 'session-entries'
  | 'z'

/** As a query says it: all is text, and what is undefined is not said. */
export type OfficeAsked = Readonly<Record<string, string | undefined>>

export interface Office {
  /** Whether the backend answered when it was last asked for anything. */
  isReachable(): boolean
  /**
   * Of this terminal's own store. Answers within `LOOKUP_WITHIN_MS`, and undefined where nobody
   * answered or nothing was found. Never rejects.
   */
  ask<Answer>(
    question: OfficeQuestion,
    asked: OfficeAsked,
    schema: z.ZodType<Answer>,
  ): Promise<Answer | undefined>
}

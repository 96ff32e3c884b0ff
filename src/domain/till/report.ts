/**
 * What a till session is reported as: an X while it is under way, its Z when it is closed. A Z is
 * part of the entry that closes the session, numbered without gaps in the terminal's life.
 */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { headSchema } from '../journal/entry.ts'
import { perpetualSchema } from '../journal/perpetual.ts'
import { minorSchema } from '../money.ts'
import { instantSchema } from '../time.ts'
import { sessionFiguresSchema } from './figures.ts'

/** A session that was restored so often is closed. */
export const EPOCHS_LIMIT = 100

export const sessionReportSchema = z.object({
  openedAt: instantSchema,
  openedBy: idSchema,
  float: minorSchema,
  figures: sessionFiguresSchema,
  /** The entry that opened the session, and the last before this report: the end of the chain. */
  first: headSchema.omit({ hash: true }),
  last: headSchema,
  /**
   * Of a session that lasted into another epoch: its last entry in each epoch before. What those
   * epochs had beyond it is not in the figures. Absent where there was but one.
   */
  earlier: z
    .array(headSchema.omit({ hash: true }))
    .min(1)
    .max(EPOCHS_LIMIT)
    .optional(),
  /** All that the terminal ever sold, this session included. */
  perpetual: perpetualSchema,
  /**
   * True where the totals lack what only the backend may hold: the terminal was restored, and it
   * has not told yet.
   */
  untold: z.literal(true).optional(),
  /** What the backend had not confirmed when this was written. */
  unsent: z.object({ entries: z.int().min(0), sales: z.int().min(0) }),
})
export type SessionReport = z.infer<typeof sessionReportSchema>

export const zReportSchema = z.object({
  /** From 1, one more than the terminal's Z before it, held or told of. */
  number: z.int().min(1),
  /**
   * The number of a Z that this terminal wrote and does not hold any more: the backend told of it,
   * and this one follows it. Absent where it follows the terminal's own last.
   */
  after: z.int().min(1).optional(),
  report: sessionReportSchema,
})
export type ZReport = z.infer<typeof zReportSchema>

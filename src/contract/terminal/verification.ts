/** The proof of a terminal's whole database: how far it is, and what the last one came to. */
import { z } from 'zod'
import { instantSchema } from '../../domain/time.ts'

const countSchema = z.int().min(0)

/** What is kept of the last one that ended by itself. */
export const verifiedSchema = z.object({
  /** When it ended. */
  at: instantSchema,
  /** Those that are right: all, or those before the first that is not. */
  entries: countSchema,
  sales: countSchema,
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('right') }),
    z.object({
      kind: z.literal('broken'),
      /** Null where it belongs to no entry. */
      place: z.object({ epoch: z.int(), seq: z.int() }).nullable(),
      receipt: z.string().max(80).nullable(),
      /** In English, for whoever mends it. */
      reason: z.string().max(500),
    }),
    /** Nothing was proven: the file could not be read to its end. */
    z.object({ kind: z.literal('failed'), reason: z.string().max(500) }),
  ]),
})
export type Verified = z.infer<typeof verifiedSchema>

export const verificationViewSchema = z.object({
  /** Null while none is under way. */
  running: z.object({ since: instantSchema, entries: countSchema, of: countSchema }).nullable(),
  /** Null where there was none at this terminal. */
  last: verifiedSchema.nullable(),
})
export type VerificationView = z.infer<typeof verificationViewSchema>

/** What a till session is made of, as its terminal and the backend tell it. */
import { z } from 'zod'
import { idSchema, textSchema } from '../domain/identifier.ts'
import { currencySchema } from '../domain/money.ts'
import { instantSchema } from '../domain/time.ts'

/** Entries of one answer; `skip` asks for those behind them. */
export const SESSION_ENTRIES_SHOWN = 50
/** Of one answer for a file. */
export const SESSION_ENTRIES_AT_ONCE = 1000

export const sessionEntriesWantedSchema = z.object({
  session: idSchema,
  skip: z.int().min(0).max(1_000_000),
  most: z.int().min(1).max(SESSION_ENTRIES_AT_ONCE),
})
export type SessionEntriesWanted = z.infer<typeof sessionEntriesWantedSchema>

const sessionEntrySchema = z.object({
  kind: z.enum(['sale', 'cash']),
  /** The receipt of a sale, the reason of cash. */
  name: z.string().max(200),
  at: instantSchema,
  person: textSchema(80).nullable(),
  /** Of the cash. */
  currency: currencySchema,
  /** Minor units of the store's own currency. */
  turnover: z.int(),
  /** Into the drawer; of a sale what is in its own currency. */
  cash: z.int(),
  /** Null of cash without one. */
  sale: idSchema.nullable(),
})
export type SessionEntry = z.infer<typeof sessionEntrySchema>

/** Newest first. */
export const sessionEntriesSchema = z.object({
  entries: z.array(sessionEntrySchema).max(SESSION_ENTRIES_AT_ONCE),
  hasMore: z.boolean(),
})
export type SessionEntries = z.infer<typeof sessionEntriesSchema>

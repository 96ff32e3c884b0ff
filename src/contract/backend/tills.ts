/** Till sessions as the owner and the managers of a store see them from elsewhere. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { TENDER_KINDS_LIMIT } from '../../domain/till/counted.ts'
import { CASH_REASON_LONGEST } from '../../domain/till/rules.ts'
import { tenderFiguresSchema } from '../../domain/till/tender-figures.ts'
import { watchedSchema } from '../../domain/till/watched.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { tillClocksSchema } from './till-clocks.ts'
import { SESSION_ENTRIES_SHOWN, sessionEntriesWantedSchema } from '../session-entries.ts'

/** Sessions of one answer, those that nobody closed first; `skip` asks for those after. */
export const SESSIONS_SHOWN = 60
/** Of one answer for a file. */
export const SESSIONS_AT_ONCE = 500
export const sessionsAtOnceSchema = z.int().min(1).max(SESSIONS_AT_ONCE)
/** Corrections and other closes that are told one by one; the sums are of all. */
export const CORRECTIONS_SHOWN = 200
export const CLOSES_SHOWN = 10

const sums = {
  sales: z.int(),
  /** Null of what was closed before a till wrote any Z. */
  turnover: z.int().nullable(),
  /** What the drawer should hold, in the store's own currency. */
  expected: minorSchema,
}

/** A close by the terminal itself. */
export const tillClosingSchema = z.object({
  /** Number of its Z. */
  z: z.int().min(1).nullable(),
  at: instantSchema,
  person: textSchema(80),
  ...sums,
  counted: minorSchema,
  difference: minorSchema,
  reason: z.string().nullable(),
  /** What the backend had not confirmed when it was written. */
  unsent: z.object({ entries: z.int().min(0), sales: z.int().min(0) }),
})
export type TillClosing = z.infer<typeof tillClosingSchema>

/** A person's word from elsewhere, and what the entries came to that had come then. */
export const closedElsewhereSchema = z.object({
  at: instantSchema,
  person: textSchema(80),
  /** Null where the owner's token gave a name. */
  personId: idSchema.nullable(),
  reason: z.string(),
  counted: minorSchema.nullable(),
  ...sums,
  /** Whether its terminal's epoch is over: no Z of its own is to be waited for. */
  isFinal: z.boolean(),
})

/** Words from elsewhere of one session: so many may be corrected, and nobody errs more often. */
export const CORRECTED_WORDS_LIMIT = 20

export const tillSessionSchema = z.object({
  session: idSchema,
  terminal: idSchema,
  /** As people call it. */
  till: z.string(),
  state: z.enum(['open', 'counted', 'closed-elsewhere', 'closed']),
  businessDate: businessDateSchema.nullable(),
  currency: currencySchema,
  openedAt: instantSchema.nullable(),
  openedBy: textSchema(80).nullable(),
  /** The latest that came of it. */
  lastAt: instantSchema,
  float: minorSchema.nullable(),
  /** Of all entries that came: what a close says differs by its corrections. */
  ...sums,
  /** The terminal's own close; of several the first. */
  closing: tillClosingSchema.nullable(),
  elsewhere: closedElsewhereSchema.nullable(),
  /** Entries that the close does not contain. */
  corrections: z.object({
    count: z.int().min(0),
    sales: z.int().min(0),
    turnover: z.int(),
    cash: minorSchema,
  }),
  /** Further closes of it, by a copy of the terminal: they are shown, and change nothing. */
  closedAgain: z.int().min(0),
})
export type TillSessionView = z.infer<typeof tillSessionSchema>

export const tillSessionsSchema = z.object({
  sessions: z.array(tillSessionSchema).max(SESSIONS_AT_ONCE),
  hasMore: z.boolean(),
  /** Of the store's tills that told what their clocks are off by; with the first page only. */
  clocks: tillClocksSchema.default([]),
})
export type TillSessions = z.infer<typeof tillSessionsSchema>

export const tillCorrectionSchema = z.object({
  /** From 1 for each close, in the order in which they came. */
  number: z.int().min(1),
  kind: z.enum(['sale', 'cash', 'other']),
  /** The receipt of a sale, the reason of cash and of a drawer that was opened; else empty. */
  name: z.string(),
  at: instantSchema,
  person: textSchema(80).nullable(),
  /** Null where no money moved. */
  currency: currencySchema.nullable(),
  turnover: z.int(),
  cash: minorSchema,
  /** What it adds to the Z beside money. */
  watched: watchedSchema,
})

export const tillSessionDetailSchema = z.object({
  session: tillSessionSchema,
  /** Of all its entries that came; each kind told apart. */
  tenders: tenderFiguresSchema.max(TENDER_KINDS_LIMIT),
  /** What of the cash went back as change; 0 from a backend that does not tell it. */
  change: z.int().default(0),
  /** Beside money: of all its entries that came, and of those that no close contains. */
  watched: z.object({ all: watchedSchema, late: watchedSchema }),
  corrections: z.array(tillCorrectionSchema).max(CORRECTIONS_SHOWN),
  others: z.array(tillClosingSchema).max(CLOSES_SHOWN),
  /** Words from elsewhere that further ones took the place of, the newest first. */
  correctedWords: z
    .array(closedElsewhereSchema.omit({ isFinal: true }))
    .max(CORRECTED_WORDS_LIMIT)
    .default([]),
})
export type TillSessionDetail = z.infer<typeof tillSessionDetailSchema>

export const tillSessionsInputSchema = z.strictObject({
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  /** What a query holds is text. */
  skip: z.coerce.number().int().min(0).max(1_000_000).default(0),
  most: z.coerce.number().pipe(sessionsAtOnceSchema).default(SESSIONS_SHOWN),
})

export const tillSessionInputSchema = z.strictObject({
  session: idSchema,
  store: idSchema.optional(),
})

export const sessionEntriesInputSchema = tillSessionInputSchema.extend({
  skip: z.coerce.number().pipe(sessionEntriesWantedSchema.shape.skip).default(0),
  most: z.coerce
    .number()
    .pipe(sessionEntriesWantedSchema.shape.most)
    .default(SESSION_ENTRIES_SHOWN),
})

export const closeElsewhereInputSchema = tillSessionInputSchema.extend({
  /** Whose word it is: of the owner's token alone, for who is signed in speaks for themselves. */
  person: textSchema(80).min(1).optional(),
  reason: textSchema(CASH_REASON_LONGEST).min(1),
  /** When the word was said that this one takes the place of. */
  corrects: instantSchema.optional(),
  /** Cash in the store's own currency, where the drawer could be counted. */
  counted: minorSchema.refine((value) => value >= 0).optional(),
})

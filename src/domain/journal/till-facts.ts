/** What entries say of a till session: its float, its cash without a sale, its counts, its Z. */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { noteSchema } from '../selling/line-detail.ts'
import { cashMoveKindSchema, piecesSchema } from '../till/cash-move.ts'
import {
  countedForeignSchema,
  countedTendersSchema,
  COUNTS_LIMIT,
  TENDER_KINDS_LIMIT,
} from '../till/counted.ts'
import { FOREIGN_LIMIT } from '../till/foreign.ts'
import { zReportSchema } from '../till/report.ts'
import { CASH_REASON_LONGEST } from '../till/rules.ts'
import { businessDateSchema, instantSchema } from '../time.ts'

/** Cash of another currency in the drawer, in minor units of its own. */
const foreignCountSchema = z.object({
  currency: currencySchema,
  expected: minorSchema,
  counted: minorSchema,
  difference: minorSchema,
})

const tenderCountSchema = foreignCountSchema.omit({ currency: true }).extend({
  kind: textSchema(40),
  /** Of a voucher: as the store calls it. */
  name: textSchema(40).optional(),
  /** How many were counted and should be there; absent where nobody counted them. */
  slips: z.int().min(0).optional(),
  expectedSlips: z.int().min(0).optional(),
})

export type ForeignCount = z.infer<typeof foreignCountSchema>

export const tillFacts = {
  /** Its drawer was taken away to be counted: what is sold from then on is of another session. */
  'session-count-begun': z.object({ session: idSchema }),
  /** What somebody counted at the end of a session, before they were told what should be there. */
  'session-counted': z.object({
    session: idSchema,
    /** From 1; who reviews it may have it counted again, and the last count stands. */
    number: z.int().min(1).max(COUNTS_LIMIT),
    currency: currencySchema,
    counted: minorSchema.refine((value) => value >= 0),
    /** What it was made of; absent where nobody counted it piece by piece. */
    pieces: piecesSchema.optional(),
    foreign: countedForeignSchema.optional(),
    /** Slips of other tenders, by kind. */
    tenders: countedTendersSchema.optional(),
  }),
  'session-opened': z.object({
    session: idSchema,
    currency: currencySchema,
    float: minorSchema,
    /** What the float was made of; absent where nobody counted it piece by piece. */
    pieces: piecesSchema.optional(),
    /** True where the drawer is of the person alone who opened it. */
    own: z.literal(true).optional(),
    /** True where a person said the business date of the header, against the clock. */
    dateSaid: z.literal(true).optional(),
    /** The later date of the session before, which it takes back: the clock had been ahead. */
    dateBack: businessDateSchema.optional(),
    /** True where all entries of the session have its date; absent in sessions of before. */
    oneDate: z.literal(true).optional(),
  }),
  /**
   * The clock's day had gone beyond the session's, and a person said that it goes on in its own.
   */
  'session-continued': z.object({
    session: idSchema,
    /** The clock's day then; the session's is that of the header. */
    today: businessDateSchema,
  }),
  /** Cash into the drawer or out of it without a sale, in the currency of the notes that moved. */
  'cash-moved': z.object({
    move: idSchema,
    session: idSchema,
    kind: cashMoveKindSchema,
    currency: currencySchema,
    amount: minorSchema.refine((value) => value > 0),
    reason: textSchema(CASH_REASON_LONGEST).min(1),
    note: noteSchema.min(1).optional(),
  }),
  'session-closed': z.object({
    session: idSchema,
    currency: currencySchema,
    /** What the drawer should have held, what was counted, and counted less expected. */
    expected: minorSchema,
    counted: minorSchema,
    difference: minorSchema,
    /** Sales of the session. */
    sales: z.int().min(0),
    /** By currency; absent where no other currency was there. */
    foreign: z.array(foreignCountSchema).min(1).max(FOREIGN_LIMIT).optional(),
    /** What customers gave on top in the session; absent where nothing. */
    tips: minorSchema.optional(),
    /** Absent in sessions that were closed before a till wrote any. */
    z: zReportSchema.optional(),
    /** The count that stands; absent in sessions that were closed in one step. */
    count: z.int().min(1).max(COUNTS_LIMIT).optional(),
    /**
     * That a person had closed it from elsewhere, as far as the backend had told: when, and what
     * they had counted. Absent where nobody had.
     */
    elsewhere: z.object({ at: instantSchema, counted: minorSchema.nullable() }).optional(),
    /** Other tenders whose slips were counted. */
    tenders: z.array(tenderCountSchema).min(1).max(TENDER_KINDS_LIMIT).optional(),
    /** Why it differs by more than the store tolerates; absent where it does not. */
    reason: textSchema(CASH_REASON_LONGEST).min(1).optional(),
  }),
  /** Somebody read the figures of the session under way: whoever counts it is no longer blind. */
  'session-read': z.object({ session: idSchema }),
  'z-reprinted': z.object({ session: idSchema, z: z.int().min(1), copy: z.int().min(1) }),
} as const

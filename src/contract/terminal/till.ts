/** The till beside the sales: cash that moves without one. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { receiptDocumentSchema } from '../../domain/receipt/document.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import { cashMoveKindSchema, piecesSchema } from '../../domain/till/cash-move.ts'
import {
  countedForeignSchema,
  countedTendersSchema,
  COUNTS_LIMIT,
  type CountedTenders,
} from '../../domain/till/counted.ts'
import { CASH_REASON_LONGEST } from '../../domain/till/rules.ts'
import { instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** As many as a session may have; a till that moves more is closed and opened anew. */
export const CASH_MOVES_LIMIT = 500
/** The newest that a screen is shown. */
export const CASH_MOVES_SHOWN = 50

export const moveCashSchema = guardedSchema.extend({
  kind: cashMoveKindSchema,
  /** Of the notes that move; null for the store's own. */
  currency: currencySchema.nullable(),
  /** Above zero, in minor units of that currency. */
  amount: minorSchema,
  reason: textSchema(CASH_REASON_LONGEST).min(1),
  note: noteSchema.optional(),
})

export const cashMoveViewSchema = z.object({
  move: idSchema,
  kind: cashMoveKindSchema,
  currency: currencySchema,
  amount: minorSchema,
  reason: textSchema(CASH_REASON_LONGEST),
  at: instantSchema,
  /** Who moved it; null where nobody knows them any more. */
  person: textSchema(80).nullable(),
})
export type CashMoveView = z.infer<typeof cashMoveViewSchema>

/** The newest Zs that a screen lists. */
export const ZS_SHOWN = 60

/** Of one's own session where none is named, or of one that another person has open. */
export const readXSchema = guardedSchema.extend({ session: idSchema.optional() })

/** About a closed session. */
export const sessionCommandSchema = guardedSchema.extend({ session: idSchema })

/** An X or a Z as it is printed. */
export const reportViewSchema = z.object({
  session: idSchema,
  /** Null for an X. */
  number: z.int().min(1).nullable(),
  document: receiptDocumentSchema,
})
export type ReportView = z.infer<typeof reportViewSchema>

export const zViewSchema = z.object({
  session: idSchema,
  number: z.int().min(0),
  closedAt: instantSchema,
  currency: currencySchema,
  sales: z.int().min(0),
  turnover: z.int(),
  /** Late entries that it does not contain, as far as the backend told. */
  corrections: z.int().min(0),
  /** Counted less expected, in the store's own currency. */
  difference: minorSchema,
  person: textSchema(80),
  /** The journal here has lost it, as after a restore: the backend told it. */
  isTold: z.boolean(),
})
export type ZView = z.infer<typeof zViewSchema>

/**
 * So many may be counted elsewhere or wait for their review; the next session is opened when one of
 * them is closed.
 */
export const WAITING_LIMIT = 10

/** So many may be open at a terminal where each has a drawer of their own. */
export const DRAWERS_LIMIT = 20

/** The count is blind: nothing tells what was expected. */
export const countTillSchema = sessionCommandSchema.extend({
  /** How many counts of it the person knows of: where there is another, theirs does not count. */
  after: z.int().min(0).max(COUNTS_LIMIT),
  counted: minorSchema,
  pieces: piecesSchema.optional(),
  foreign: countedForeignSchema.optional(),
  tenders: countedTendersSchema.refine(isOnceEach).optional(),
})

/** Said twice, each would be held to all that was taken. */
function isOnceEach(tenders: CountedTenders): boolean {
  const keys = new Set(tenders.map(({ kind, name }) => JSON.stringify([kind, name])))
  return keys.size === tenders.length
}

/** Writes the Z of a session that was counted. */
export const closeTillSchema = sessionCommandSchema.extend({
  /** The count that the person looked at. */
  count: z.int().min(1).max(COUNTS_LIMIT),
  /** Needed where it differs by more than the store tolerates. */
  reason: textSchema(CASH_REASON_LONGEST).min(1).optional(),
})

/** Of a count it says when and by whom, and nothing of what there should be. */
export const waitingViewSchema = z.object({
  session: idSchema,
  openedAt: instantSchema,
  countedAt: instantSchema,
  person: textSchema(80),
})
export type WaitingView = z.infer<typeof waitingViewSchema>

const outcome = { expected: minorSchema, counted: minorSchema, difference: minorSchema }
const foreignOutcome = z.object({ currency: currencySchema, ...outcome })
const tenderOutcome = z.object({
  ...{ kind: textSchema(40), name: textSchema(40).optional(), ...outcome },
  ...{ slips: z.int().min(0).optional(), expectedSlips: z.int().min(0).optional() },
})

/** What was counted against what there should be; the last count stands. */
export const reviewViewSchema = waitingViewSchema.extend({
  currency: currencySchema,
  float: minorSchema,
  sales: z.int().min(0),
  ...outcome,
  foreign: z.array(foreignOutcome),
  tenders: z.array(tenderOutcome),
  /** The earlier ones are kept. */
  counts: z.array(
    z.object({ number: z.int(), at: instantSchema, person: textSchema(80), counted: minorSchema }),
  ),
  /** Whether it differs by more than the store tolerates: it is closed with a reason only. */
  needsReason: z.boolean(),
  /** All that the session has come to, as an X says it. */
  document: receiptDocumentSchema,
})
export type ReviewView = z.infer<typeof reviewViewSchema>

/** A till session at its end. */
export const closedTillViewSchema = z.object({
  session: idSchema,
  /** Number of its Z. */
  z: z.int().min(1),
  openedAt: instantSchema,
  closedAt: instantSchema,
  sales: z.int().min(0),
  float: minorSchema,
  ...outcome,
  /** The same for other currencies in the drawer, and for slips that were counted. */
  foreign: z.array(foreignOutcome),
  tenders: z.array(tenderOutcome),
  tips: minorSchema,
})
export type ClosedTillView = z.infer<typeof closedTillViewSchema>

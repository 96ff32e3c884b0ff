/** The till beside the sales: cash that moves without one. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { receiptDocumentSchema } from '../../domain/receipt/document.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import { cashMoveKindSchema } from '../../domain/till/cash-move.ts'
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
  /** Counted less expected, in the store's own currency. */
  difference: minorSchema,
  person: textSchema(80),
})
export type ZView = z.infer<typeof zViewSchema>

/** A till session at its end. */
export const closedTillViewSchema = z.object({
  session: idSchema,
  /** Number of its Z. */
  z: z.int().min(1),
  openedAt: instantSchema,
  closedAt: instantSchema,
  sales: z.int().min(0),
  float: minorSchema,
  expected: minorSchema,
  counted: minorSchema,
  /** Counted less expected. */
  difference: minorSchema,
  /** The same for other currencies in the drawer. */
  foreign: z.array(
    z.object({
      currency: currencySchema,
      expected: minorSchema,
      counted: minorSchema,
      difference: minorSchema,
    }),
  ),
  tips: minorSchema,
})
export type ClosedTillView = z.infer<typeof closedTillViewSchema>

/** The till beside the sales: cash that moves without one. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
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

/** A till session at its end. */
export const closedTillViewSchema = z.object({
  session: idSchema,
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

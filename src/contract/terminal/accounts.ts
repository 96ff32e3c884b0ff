/** Gift cards, as screens ask for them and are shown them. A code is hashed and kept nowhere. */
import { z } from 'zod'
import { lastFourSchema } from '../../domain/accounts/account.ts'
import { minorSchema } from '../../domain/money.ts'
import { draftCommandSchema, guardedSchema } from './commands.ts'

/** As it was typed or scanned, with blanks and dashes. */
export const cardCodeSchema = z.string().min(1).max(80)

export const lookAtCardSchema = z.strictObject({ code: cardCodeSchema })

export const cardViewSchema = z.object({
  lastFour: lastFourSchema,
  /** Null where this till has not heard of it. */
  balance: minorSchema.nullable(),
  /** What it would pay now of the sale in progress, as far as this till knows. */
  most: minorSchema,
})

export const sellCardSchema = guardedSchema.extend({
  code: cardCodeSchema,
  amount: minorSchema.refine((amount) => amount > 0),
})

/** Without an amount: all that it can pay, or all that goes back to the customer. */
export const payByCardSchema = draftCommandSchema.extend({
  code: cardCodeSchema,
  amount: minorSchema.refine((amount) => amount > 0).optional(),
})

export type CardView = z.infer<typeof cardViewSchema>

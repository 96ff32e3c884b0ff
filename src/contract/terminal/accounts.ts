/**
 * Gift cards, what customers have here and owe, points and vouchers, as screens ask for them. A
 * code is hashed and kept nowhere.
 */
import { z } from 'zod'
import { customerAccountSchema, lastFourSchema } from '../../domain/accounts/account.ts'
import { textSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { draftCommandSchema, guardedSchema } from './commands.ts'

/** As it was typed or scanned, with blanks and dashes; or the name of a card that the core read. */
export const cardCodeSchema = z.string().min(1).max(80)
const amountSchema = minorSchema.refine((amount) => amount > 0)

export const lookAtCardSchema = z.strictObject({ code: cardCodeSchema })

export const cardViewSchema = z.object({
  lastFour: lastFourSchema,
  /** Null where this till has not heard of it. */
  balance: minorSchema.nullable(),
  /** What it would pay now of the sale in progress, as far as this till knows. */
  most: minorSchema,
})

/** Read by a scanner of the core, while a screen asks for a card: its name, and never its code. */
export const readCardSchema = z.object({ card: cardCodeSchema })

export const sellCardSchema = guardedSchema.extend({ code: cardCodeSchema, amount: amountSchema })

/** Without an amount: all that it can pay, or all that goes back to the customer. */
export const payByCardSchema = draftCommandSchema.extend({
  code: cardCodeSchema,
  amount: amountSchema.optional(),
})

/** The same of what the cart's customer has here, or may owe. */
export const payByAccountSchema = draftCommandSchema.extend({
  kind: customerAccountSchema,
  amount: amountSchema.optional(),
})

export const settleAccountSchema = guardedSchema.extend({ amount: amountSchema })

/** Without a number of points: as many as can pay. */
export const payByPointsSchema = draftCommandSchema.extend({
  points: z.int().min(1).optional(),
})

export const payByVoucherSchema = draftCommandSchema.extend({
  /** One of those that the store takes. */
  name: textSchema(40).min(1),
  number: textSchema(40),
  face: amountSchema,
})

export type CardView = z.infer<typeof cardViewSchema>

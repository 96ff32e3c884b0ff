/** What the customer of a cart has here, as the cart shows it. */
import { z } from 'zod'
import { customerAccountSchema } from '../../domain/accounts/account.ts'
import { minorSchema } from '../../domain/money.ts'

export const heldAccountSchema = z.object({
  kind: customerAccountSchema,
  /** Below zero is what the customer owes; down to `limit` below it. */
  balance: minorSchema,
  limit: minorSchema,
  /** What it could pay now, as far as this till knows. */
  most: minorSchema,
})

/** The customer's points, how many could pay now, and what those are worth. */
export const heldPointsSchema = z.object({ balance: z.int(), most: z.int(), worth: minorSchema })

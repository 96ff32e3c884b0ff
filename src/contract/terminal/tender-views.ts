/** Money that a cart has taken, and where the money goes that goes back. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { tenderKindSchema } from '../../domain/selling/tender.ts'

export const tenderViewSchema = z.object({
  id: idSchema,
  kind: tenderKindSchema,
  amount: minorSchema,
  /** What tells it from others: a card's scheme and digits, foreign money as it was handed over. */
  detail: z.string(),
})

export const refundViewSchema = z.object({
  /** In the order in which they are given back. */
  shares: z.array(tenderViewSchema.omit({ id: true })),
  /** What had been paid in cash, and what nothing can take back but cash or an account. */
  cash: minorSchema,
  /** What goes to an account alone. */
  credit: minorSchema,
  beyond: minorSchema,
  /** Providers of online payments in `beyond`: the shop gives nothing back by them. */
  unreached: z.array(z.string()),
})

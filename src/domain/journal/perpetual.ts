/** Totals that never start again, also across epochs: what the terminal sold in all its life. */
import { z } from 'zod'
import { currencySchema } from '../money.ts'

export const perpetualSchema = z.object({
  sales: z.int().min(0),
  turnover: z.record(currencySchema, z.int()),
})
export type Perpetual = z.infer<typeof perpetualSchema>

/** One rate of a tax class, as a line carries it: the line keeps the rates it was rung with. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import { rateSchema } from '../rate.ts'

/** A class has at most so many rates. */
export const RATES_LIMIT = 4

export const taxRateSchema = z.object({
  /** What a receipt prints beside the line: `A`. */
  code: textSchema(8),
  name: textSchema(40),
  rate: rateSchema,
  /** True where the rate is taken on the price and the taxes before it in its class. */
  compound: z.boolean().optional(),
  /**
   * True where it is rounded as one with the rate before it (state and local sales tax); used where
   * prices exclude tax. Included taxes are always rounded as one.
   */
  joined: z.boolean().optional(),
})

export type TaxRate = z.infer<typeof taxRateSchema>

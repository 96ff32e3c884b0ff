/** Cash of other currencies that a store takes: change is always given in its own. */
import { z } from 'zod'
import { currencySchema, minorSchema } from '../money.ts'
import { exchangeRateSchema } from '../selling/tender.ts'
import { businessDateSchema } from '../time.ts'

/** As many other currencies as a drawer has room for. */
export const FOREIGN_LIMIT = 10

export const foreignCurrencySchema = z.object({
  currency: currencySchema,
  /** What one unit of it is worth here, in millionths: 1 CHF = 1.0731 EUR is 1_073_100. */
  rate: exchangeRateSchema,
  /** The day from which the rate is. */
  date: businessDateSchema,
  /** Notes of it, largest first, offered as quick amounts; coins are seldom taken. */
  denominations: z.array(minorSchema).max(30),
})
export type ForeignCurrency = z.infer<typeof foreignCurrencySchema>

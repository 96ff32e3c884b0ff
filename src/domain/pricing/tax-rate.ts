/** One rate of a tax class, as a line carries it: the line keeps the rates it was rung with. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import { rateSchema } from '../rate.ts'
import { instantSchema } from '../time.ts'

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

/** In the order in which they are shown and computed. */
export const taxRatesSchema = z.array(taxRateSchema).min(1).max(RATES_LIMIT)

/** A class knows at most so many changes ahead. */
export const TAX_CHANGES_LIMIT = 10

/** Others from an instant on, included. */
export const laterRatesSchema = z.object({ from: instantSchema, rates: taxRatesSchema })

export interface DatedRates {
  readonly rates: TaxRate[]
  /** Changes ahead, the next first. */
  readonly later?: readonly z.infer<typeof laterRatesSchema>[] | undefined
}

/**
 * The rates of an instant. A till knows a change before it comes, so that the law's day begins at
 * each of them, whoever is away.
 */
export function ratesAt({ rates, later = [] }: DatedRates, at: number): TaxRate[] {
  return later.findLast(({ from }) => from <= at)?.rates ?? rates
}

/** Price lists beside the stores' own, as their owner makes them, and the prices on a list. */
import { z } from 'zod'
import { priceListSchema, priceSchema } from '../../domain/catalogue/pricing.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { base } from './base.ts'
import { staffInputSchema } from './staff.ts'

/** Lists of a tenant, and prices that one request sets. */
export const PRICE_LISTS_LIMIT = 50
export const PRICES_AT_ONCE = 1000

export const createListInputSchema = staffInputSchema.extend({ name: textSchema(80).min(1) })

export const setPricesInputSchema = z.strictObject({
  list: idSchema,
  prices: z
    .array(
      z.strictObject({
        ...priceSchema.pick({ variant: true, unitPrice: true, to: true }).shape,
        /** Now at the earliest: what was rung before keeps its price. */
        from: priceSchema.shape.from.nullable(),
      }),
    )
    .min(1)
    .max(PRICES_AT_ONCE),
})

const listsSchema = z.object({ lists: z.array(priceListSchema) })
const pricesSchema = z.object({ prices: z.array(priceSchema) })
/** By their names: spelt out, the whole contract's type would be too long to write. */
export interface PriceLists extends z.infer<typeof listsSchema> {}
export interface SetPrices extends z.infer<typeof pricesSchema> {}
const lists: z.ZodType<PriceLists> = listsSchema
const prices: z.ZodType<SetPrices> = pricesSchema

export const priceListsContract = {
  list: base
    .route({ method: 'GET', path: '/administration/price-lists', summary: 'All price lists' })
    .output(lists),
  create: base
    .route({
      method: 'POST',
      path: '/administration/price-lists',
      summary: 'Makes a price list in the money of a store, with or without tax as it has it',
      description: 'A group of customers buys by it once `customerGroups` of the settings says so.',
    })
    .input(createListInputSchema)
    .output(lists),
  setPrices: base
    .route({
      method: 'POST',
      path: '/administration/prices',
      summary: 'Sets prices on a list, all or none; of two that hold the one begun later counts',
      description: 'No price that was set is ever changed. What is not there is `not-found`.',
    })
    .input(setPricesInputSchema)
    .output(prices),
}

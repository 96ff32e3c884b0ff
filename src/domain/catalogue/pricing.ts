/**
 * What the pricing collection replicates down: price lists, prices by variant, list and time, tax
 * classes, promotions and the coupons that bring them.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, unitPriceSchema } from '../money.ts'
import { couponSchema, promotionSchema } from '../pricing/promotion.ts'
import { laterRatesSchema, TAX_CHANGES_LIMIT, taxRatesSchema } from '../pricing/tax-rate.ts'
import { instantSchema } from '../time.ts'

export const priceListSchema = z.object({
  id: idSchema,
  kind: z.literal('price-list'),
  name: textSchema(80),
  currency: currencySchema,
  /** True where prices contain the tax (Europe), false where it is added (United States). */
  taxIncluded: z.boolean(),
})

export const priceSchema = z.object({
  id: idSchema,
  kind: z.literal('price'),
  variant: idSchema,
  list: idSchema,
  /** Valid from this instant, included. */
  from: instantSchema,
  /** Valid until this instant, excluded; null for no end. */
  to: instantSchema.nullable(),
  unitPrice: unitPriceSchema,
})

export const taxClassSchema = z.object({
  id: idSchema,
  kind: z.literal('tax-class'),
  code: textSchema(40),
  name: textSchema(80),
  rates: taxRatesSchema,
  /** What they will be; absent where no change is known. */
  later: z.array(laterRatesSchema).max(TAX_CHANGES_LIMIT).optional(),
})

export const pricingDocumentSchema = z.discriminatedUnion('kind', [
  priceListSchema,
  priceSchema,
  taxClassSchema,
  promotionSchema,
  couponSchema,
])

export type PriceList = z.infer<typeof priceListSchema>
export type Price = z.infer<typeof priceSchema>
export type TaxClass = z.infer<typeof taxClassSchema>
export type PricingDocument = z.infer<typeof pricingDocumentSchema>

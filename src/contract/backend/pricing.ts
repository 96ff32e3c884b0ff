/** The price of a cart for the online store. */
import { z } from 'zod'
import { unitSchema } from '../../domain/catalogue/unit.ts'
import { idSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { lineDiscountSchema } from '../../domain/pricing/discount.ts'
import { taxShareSchema } from '../../domain/pricing/priced.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { instantSchema } from '../../domain/time.ts'

/** More lines than any web cart has. */
const QUOTE_LINES_LIMIT = 200

export const quoteInputSchema = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        variant: idSchema,
        quantity: quantitySchema.refine((value) => value > 0),
      }),
    )
    .max(QUOTE_LINES_LIMIT),
  /** As the shopper typed them. */
  coupons: z.array(z.string().max(60)).max(10),
})

const quoteShape = z.object({
  engine: z.int(),
  version: z.string(),
  /** The moment for which it holds, ms since 1970. */
  at: instantSchema,
  currency: currencySchema,
  taxIncluded: z.boolean(),
  lines: z.array(
    z.object({
      variant: idSchema,
      name: z.string(),
      quantity: quantitySchema,
      unit: unitSchema,
      unitPrice: unitPriceSchema,
      /** How many of it can be had now, never below zero; absent where nobody asked. */
      available: quantitySchema.optional(),
      /** It is the deposit that is paid with this variant. */
      depositOf: idSchema.optional(),
      gross: minorSchema,
      discounts: z.array(lineDiscountSchema),
      net: minorSchema,
      total: minorSchema,
    }),
  ),
  /** Variants that cannot be bought now: unknown, without a price, without a tax. */
  unavailable: z.array(idSchema),
  /** Codes that bring nothing: unknown, or not for this cart. */
  couponsRefused: z.array(z.string()),
  taxes: z.array(taxShareSchema),
  gross: minorSchema,
  discount: minorSchema,
  subtotal: minorSchema,
  tax: minorSchema,
  total: minorSchema,
})

export type QuoteInput = z.infer<typeof quoteInputSchema>
export interface Quote extends z.infer<typeof quoteShape> {}
export const quoteOutputSchema: z.ZodType<Quote> = quoteShape

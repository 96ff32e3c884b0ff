/** What an entry says of goods that were sold, or quoted, and of who sold them. */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { minorSchema, unitPriceSchema } from '../money.ts'
import {
  LINE_DISCOUNTS_LIMIT,
  lineDiscountSchema,
  MANUAL_DISCOUNTS_LIMIT,
  manualDiscountSchema,
} from '../pricing/discount.ts'
import { RATES_LIMIT } from '../pricing/tax-rate.ts'
import { quantitySchema } from '../quantity.ts'
import { returnedSchema } from '../returns/returned.ts'
import { priceChangeSchema } from '../selling/draft.ts'
import { lineDetailShape } from '../selling/line-detail.ts'

export const saleLineSchema = z.object({
  id: idSchema,
  variant: idSchema.nullable(),
  barcode: gtinSchema.nullable(),
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  department: idSchema.nullable(),
  quantity: quantitySchema,
  unitPrice: unitPriceSchema,
  price: idSchema.nullable(),
  taxClass: textSchema(40),
  /** After its discounts: as shown, with tax where prices contain it. */
  amount: minorSchema,
  /** Of goods that came back: quantity and amount are negative. */
  returned: returnedSchema.optional(),
  /** What was taken off the gross, in its order and each with its reason; absent for nothing. */
  discounts: z.array(lineDiscountSchema).max(LINE_DISCOUNTS_LIMIT).optional(),
  /** Of these what a person gave on the line, as it was given. */
  given: z.array(manualDiscountSchema).max(MANUAL_DISCOUNTS_LIMIT).optional(),
  discountable: z.literal(false).optional(),
  /** Where a person set the price. */
  priceChange: priceChangeSchema.optional(),
  /** What one of it cost the store, as it was known then; absent where nobody knew. */
  cost: unitPriceSchema.optional(),
  /** Tax taken out of an included price for an exempt customer; absent for none. */
  relief: minorSchema.optional(),
  /** The line's part of each row of the sale's taxes. */
  taxes: z
    .array(z.object({ row: z.int().min(0), base: minorSchema, tax: minorSchema }))
    .max(RATES_LIMIT)
    .optional(),
  ...lineDetailShape,
})
export type SaleLine = z.infer<typeof saleLineSchema>

/** A store as its receipts name it. */
export const sellerSchema = z.object({
  name: textSchema(80),
  address: z.array(textSchema(80)).max(6),
  taxNumber: textSchema(40),
})

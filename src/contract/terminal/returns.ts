/** Goods that come back, as screens ask for them and are shown them. */
import { z } from 'zod'
import { CLAIMS_LIMIT } from '../../domain/claim.ts'
import { unitSchema } from '../../domain/catalogue/documents.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { goodsConditionSchema, returnReasonSchema } from '../../domain/returns/returned.ts'
import { serialSchema } from '../../domain/selling/line-detail.ts'
import { instantSchema } from '../../domain/time.ts'
import { addSchema, draftCommandSchema, guardedSchema, SCAN_LIMIT } from './commands.ts'

/** Back to the card that had paid it, or, where somebody who may says so, to another. */
export const refundToCardSchema = draftCommandSchema.extend({
  toAnother: z.literal(true).optional(),
})

export const soldLineViewSchema = z.object({
  id: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  unitPrice: unitPriceSchema,
  amount: minorSchema,
  sold: quantitySchema,
  /** What came back before, here or elsewhere, and what the cart holds of it. */
  returned: quantitySchema,
  returnable: quantitySchema,
  /** Of the very one that was sold. */
  serial: serialSchema.nullable(),
})

export const soldSaleViewSchema = z.object({
  id: idSchema,
  receipt: z.string(),
  channel: channelSchema,
  at: instantSchema,
  currency: currencySchema,
  total: minorSchema,
  tenders: z.array(
    z.object({ kind: z.string(), amount: minorSchema, lastFour: z.string().nullable() }),
  ),
  lines: z.array(soldLineViewSchema),
  /** Later than the store takes goods back by itself. */
  late: z.boolean(),
  /** Sold in another currency, with or without tax in its prices, or by another store's rules. */
  foreign: z.boolean(),
  /** Sold by this till, which can print its receipt again. */
  isHere: z.boolean(),
})

/** What was found at once, and whether more may be found by asking the backend. */
export const soldSalesViewSchema = z.object({
  sales: z.array(soldSaleViewSchema),
  /** Whether the backend answered; null where it was not asked. */
  asked: z.enum(['answered', 'unreachable']).nullable(),
})

export const findSalesSchema = z.strictObject({
  text: z.string().min(1).max(100),
  /** Asks the backend too, for sales that are old or of other stores. */
  everywhere: z.boolean(),
})

export const returnGoodsSchema = guardedSchema.extend({
  sale: idSchema,
  /** Shown by a receipt that was made to be given away. */
  gift: z.literal(true).optional(),
  lines: z
    .array(
      z.strictObject({
        line: idSchema,
        quantity: quantitySchema.refine((amount) => amount > 0),
        reason: returnReasonSchema,
        condition: goodsConditionSchema,
        /** Back to the shelf. */
        restock: z.boolean(),
      }),
    )
    .min(1)
    .max(CLAIMS_LIMIT),
})

/** Goods without a receipt, by the code on them, or as somebody found them by their name. */
export const bringGoodsSchema = guardedSchema.extend({
  goods: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('code'), text: z.string().min(1).max(SCAN_LIMIT) }),
    z.strictObject({
      by: z.literal('product'),
      ...addSchema.pick({ variant: true, barcode: true }).shape,
    }),
  ]),
  quantity: quantitySchema.refine((amount) => amount > 0),
  reason: returnReasonSchema,
  condition: goodsConditionSchema,
  restock: z.boolean(),
  /** Of goods that each have one; what their code says of it goes before. */
  serial: serialSchema.optional(),
})

export type BringGoods = z.infer<typeof bringGoodsSchema>
export type SoldLineView = z.infer<typeof soldLineViewSchema>
export type SoldSaleView = z.infer<typeof soldSaleViewSchema>
export type SoldSalesView = z.infer<typeof soldSalesViewSchema>
export type ReturnGoods = z.infer<typeof returnGoodsSchema>

/** What entries say of work on the stock. */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT } from '../selling/draft.ts'
import { noteSchema } from '../selling/line-detail.ts'
import { adjustmentReasonSchema } from '../stock/adjustment.ts'
import { ORDER_NUMBER_LONGEST } from '../stock/purchase-order.ts'
import { movementSchema } from './movement.ts'

const stockLineSchema = z.object({
  id: idSchema,
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  quantity: quantitySchema.refine((value) => value > 0),
})

/** Goods, or a code that nothing carried. */
const receivedLineSchema = stockLineSchema.extend({
  variant: idSchema.nullable(),
  code: gtinSchema.optional(),
  /** What one of it cost, without tax; absent where nobody said. */
  cost: unitPriceSchema.optional(),
})

export const stockFacts = {
  /** Goods came from a supplier. */
  'goods-received': z.object({
    receipt: idSchema,
    /** What it was ordered by; absent where nobody ordered it here. */
    order: idSchema.optional(),
    supplier: textSchema(80).min(1).optional(),
    /** Number of the delivery note, or what else is to be said. */
    note: noteSchema.min(1).optional(),
    lines: z.array(receivedLineSchema).min(1).max(LINES_LIMIT),
    /** What one unit of an item cost by it: known from then on. */
    costs: z.array(z.object({ item: idSchema, cost: unitPriceSchema })).max(LINES_LIMIT),
    movements: z.array(movementSchema).max(MOVEMENTS_LIMIT),
  }),
  /** Goods left for another store of the shop: what comes of them there is a delivery. */
  'transfer-sent': z.object({
    transfer: idSchema,
    /** Running number within the epoch. */
    number: z.int().min(1),
    /** As it is written on what goes with the goods. */
    name: textSchema(40).min(1),
    /** The store that they are sent to. */
    to: idSchema,
    note: noteSchema.min(1).optional(),
    lines: z.array(stockLineSchema).min(1).max(LINES_LIMIT),
    movements: z.array(movementSchema).min(1).max(MOVEMENTS_LIMIT),
  }),
  /** The rest of an order, or of what another store sent, is not waited for any more. */
  'order-closed': z.object({
    order: idSchema,
    /** Its number, for whoever reads the journal. */
    number: textSchema(ORDER_NUMBER_LONGEST),
    reason: noteSchema.min(1),
  }),
  /** Goods are gone, or there, that nobody bought or sold. */
  'stock-adjusted': z.object({
    adjustment: idSchema,
    reason: adjustmentReasonSchema,
    note: noteSchema.min(1).optional(),
    currency: currencySchema,
    /** At the prices of then; absent where one of the goods had none. */
    worth: minorSchema.optional(),
    lines: z.array(stockLineSchema).min(1).max(LINES_LIMIT),
    /** The reason says which way they go. */
    movements: z.array(movementSchema).min(1).max(MOVEMENTS_LIMIT),
  }),
} as const

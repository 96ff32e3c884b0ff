/** What entries say of work on the stock. */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT } from '../selling/draft.ts'
import { noteSchema } from '../selling/line-detail.ts'
import { instantSchema } from '../time.ts'
import { adjustmentReasonSchema } from '../stock/adjustment.ts'
import { ORDER_LINES_LIMIT, ORDER_NUMBER_LONGEST } from '../stock/purchase-order.ts'
import {
  countFigureSchema,
  countScopeSchema,
  RECOUNTS_LIMIT,
  varianceReasonSchema,
} from '../stock/count.ts'
import { movementSchema } from './movement.ts'

const stockLineSchema = z.object({
  id: idSchema,
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  quantity: quantitySchema.refine((value) => value > 0),
})

/** What goods that are gone, or there, are worth and had cost; each absent where nobody knew. */
const valueShape = {
  /** At the selling price of then. */
  worth: minorSchema.optional(),
  /** Without tax. */
  cost: minorSchema.optional(),
}

/** Of one inventory item: what another store sent and nobody will receive. */
const writtenOffLineSchema = z.object({
  item: idSchema,
  name: textSchema(200),
  unit: unitSchema,
  quantity: quantitySchema.refine((value) => value > 0),
  ...valueShape,
})

/** Goods, or a code that nothing carried. */
const receivedLineSchema = stockLineSchema.extend({
  variant: idSchema.nullable(),
  code: gtinSchema.optional(),
  /** What one of it cost, without tax; absent where nobody said. */
  cost: unitPriceSchema.optional(),
})

/** Of one inventory item. */
const countedLineSchema = countFigureSchema.extend({
  id: idSchema,
  item: idSchema,
  /** By which the item was scanned, and whose price its worth is taken from; null for none. */
  variant: idSchema.nullable(),
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  /** Counted less what the shelf was to hold. */
  variance: quantitySchema,
  /** Absent where nothing differs. */
  reason: varianceReasonSchema.optional(),
  /** Of the variance, signed as it is. */
  ...valueShape,
  /** Figures of before it was counted again, the first one first. */
  before: z.array(countFigureSchema).min(1).max(RECOUNTS_LIMIT).optional(),
  /** Goods moved of which nobody knew whether they had been counted. */
  isUnsure: z.literal(true).optional(),
  /** Nobody counted it, and whoever posted said that none is there. */
  wasMissed: z.literal(true).optional(),
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
    /**
     * What of a transfer this person knew not to have come: it is in neither store's stock. Absent
     * of an order from a supplier, and in entries of before it was kept.
     */
    writtenOff: z
      .object({
        currency: currencySchema,
        lines: z.array(writtenOffLineSchema).min(1).max(ORDER_LINES_LIMIT),
      })
      .optional(),
  }),
  /** Goods are gone, or there, that nobody bought or sold. */
  'stock-adjusted': z.object({
    adjustment: idSchema,
    reason: adjustmentReasonSchema,
    note: noteSchema.min(1).optional(),
    currency: currencySchema,
    /** At the prices of then; absent where one of the goods had none. */
    worth: minorSchema.optional(),
    /** Older entries tell the worth of all alone. */
    lines: z.array(stockLineSchema.extend(valueShape)).min(1).max(LINES_LIMIT),
    /** The reason says which way they go. */
    movements: z.array(movementSchema).min(1).max(MOVEMENTS_LIMIT),
  }),
  /** The shelf was counted: `by` says of each line who did, the header who posted it. */
  'stock-counted': z.object({
    count: idSchema,
    scope: countScopeSchema,
    /** Of a count that is booked in parts, from 1; the last one ends it. */
    part: z.int().min(1),
    isLast: z.boolean(),
    begunAt: instantSchema,
    begunBy: idSchema,
    note: noteSchema.min(1).optional(),
    currency: currencySchema,
    /** Of all that differs, what is too much and what is missing added alike. */
    worth: minorSchema.optional(),
    lines: z.array(countedLineSchema).max(LINES_LIMIT),
    /** The variances that are not none. */
    movements: z.array(movementSchema).max(LINES_LIMIT),
  }),
} as const

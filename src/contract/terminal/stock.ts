/** Work on the stock of this terminal's location: sheets, and what they come to. */
import { z } from 'zod'
import { gtinSchema } from '../../domain/barcode/gtin.ts'
import { unitSchema } from '../../domain/catalogue/documents.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { LINES_LIMIT } from '../../domain/selling/draft.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import { adjustmentReasonSchema } from '../../domain/stock/adjustment.ts'
import { ORDER_NUMBER_LONGEST, SUPPLIER_LONGEST } from '../../domain/stock/purchase-order.ts'
import {
  countFigureSchema,
  countSchema,
  countScopeSchema,
  RECOUNTS_LIMIT,
  varianceReasonSchema,
} from '../../domain/stock/count.ts'
import { sheetKindSchema } from '../../domain/stock/sheet.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { commandSchema, guardedSchema, SCAN_LIMIT } from './commands.ts'
import { sellableViewSchema } from './views.ts'

export const sheetAskedSchema = z.strictObject({ kind: sheetKindSchema })

/** A scan names no version: two quick ones both count. */
export const scanOntoSchema = commandSchema.extend({
  kind: sheetKindSchema,
  text: z.string().min(1).max(SCAN_LIMIT),
  symbology: z.string().max(3).nullable(),
})

/** Goods that were searched for, or chosen among those of one code. */
export const putOntoSchema = commandSchema.extend({
  kind: sheetKindSchema,
  variant: idSchema,
  /** What was scanned and which of its packs; null where no code was. */
  barcode: z.strictObject({ gtin: gtinSchema, packQuantity: quantitySchema }).nullable(),
})

/** A command on a sheet names the version that the person saw. */
const sheetSeen = { kind: sheetKindSchema, sheet: idSchema, version: z.int().min(0) }
export const sheetCommandSchema = commandSchema.extend(sheetSeen)
export const strikeLineSchema = sheetCommandSchema.extend({ line: idSchema })
export const setCountSchema = strikeLineSchema.extend({ quantity: quantitySchema })

export const adjustStockSchema = guardedSchema.extend({
  sheet: idSchema,
  version: z.int().min(0),
  reason: adjustmentReasonSchema,
  note: noteSchema.optional(),
})

export const setCostSchema = guardedSchema.extend({
  ...sheetSeen,
  line: idSchema,
  /** Of one, without tax; null where nobody knows. */
  cost: unitPriceSchema.nullable(),
})

export const receiveGoodsSchema = guardedSchema.extend({
  sheet: idSchema,
  version: z.int().min(0),
  supplier: textSchema(SUPPLIER_LONGEST).optional(),
  note: noteSchema.optional(),
})

export const sendGoodsSchema = guardedSchema.extend({
  sheet: idSchema,
  version: z.int().min(0),
  /** The store that the goods go to. */
  to: idSchema,
  note: noteSchema.optional(),
})

export const closeOrderSchema = guardedSchema.extend({
  order: idSchema,
  reason: noteSchema.min(1),
})

/** Open orders that a screen lists, the newest. */
export const ORDERS_LISTED = 50

export const ofOrderSchema = commandSchema.extend({ order: idSchema.nullable() })

const orderHead = {
  order: idSchema,
  number: textSchema(ORDER_NUMBER_LONGEST),
  /** By which the supplier calls it; null where nobody knows. */
  reference: textSchema(ORDER_NUMBER_LONGEST).nullable(),
  supplier: textSchema(SUPPLIER_LONGEST),
  expected: businessDateSchema.nullable(),
  /** Another store sent it: it is a transfer. */
  isTransfer: z.boolean(),
}

export const openOrderViewSchema = z.object({
  ...orderHead,
  /** How many of its lines have come whole, of how many. */
  complete: z.int().min(0),
  lines: z.int().min(0),
})
export type OpenOrderView = z.infer<typeof openOrderViewSchema>

/** What another store was sent, and how much of it has come there. */
export const sentViewSchema = z.object({
  transfer: z.string(),
  number: textSchema(ORDER_NUMBER_LONGEST),
  to: textSchema(80),
  sentAt: instantSchema,
  state: z.enum(['open', 'complete', 'closed']),
  /** How many of its lines have come whole, of how many. */
  complete: z.int().min(0),
  lines: z.int().min(0),
})
export type SentView = z.infer<typeof sentViewSchema>

const orderLineViewSchema = z.object({
  item: idSchema,
  name: textSchema(200),
  /** By which the supplier calls it; null where nobody said. */
  supplierNumber: z.string().nullable(),
  unit: unitSchema,
  ordered: quantitySchema,
  /** Before this list, as far as this terminal knows; and by it. */
  came: quantitySchema,
  here: z.int(),
})

const orderViewSchema = z.object({
  ...orderHead,
  lines: z.array(orderLineViewSchema),
  /** With this list more comes than was ordered: it is booked with a note only. */
  isOver: z.boolean(),
})
export type OrderView = z.infer<typeof orderViewSchema>

const sheetLineViewSchema = z.object({
  id: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  sku: textSchema(80),
  unit: unitSchema,
  quantity: quantitySchema,
  /** Of goods that nothing carries the code of; null where the goods are known. */
  code: gtinSchema.nullable(),
  /** Null where nobody said, or where the person may not see what goods cost. */
  cost: unitPriceSchema.nullable(),
  /** Null where nobody knows it, and of a count always: it is blind. */
  onHand: quantitySchema.nullable(),
  /** What was ordered or sent here and has not come. */
  incoming: quantitySchema,
  /** Of a count: it is to be counted again, and nothing is said of what it was. */
  isAgain: z.boolean(),
})
export type SheetLineView = z.infer<typeof sheetLineViewSchema>

const countViewSchema = countSchema.pick({ scope: true, part: true, begunAt: true })

const sheetShape = z.object({
  sheet: idSchema,
  kind: sheetKindSchema,
  version: z.int().min(0),
  lines: z.array(sheetLineViewSchema).max(LINES_LIMIT),
  /** At the prices of now; null where one of the goods has none, and of a count. */
  worth: minorSchema.nullable(),
  /** Null where no count has begun. */
  count: countViewSchema.nullable(),
  /** What the goods were ordered by; null where nobody said. */
  order: orderViewSchema.nullable(),
  /** Whether the person may see, and say, what goods cost. */
  showsCosts: z.boolean(),
})
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface SheetView extends z.infer<typeof sheetShape> {}
export const sheetViewSchema: z.ZodType<SheetView> = sheetShape

/** What became of a scan. Only `written`, `noted` and `ordered` changed the sheet. */
export const scannedOntoSchema = z.discriminatedUnion('outcome', [
  /** It was the number of an order: the sheet is of that one now. */
  z.object({ outcome: z.literal('ordered'), sheet: sheetViewSchema }),
  z.object({ outcome: z.literal('written'), line: idSchema, sheet: sheetViewSchema }),
  /** Two or more products carry this code. */
  z.object({ outcome: z.literal('choose'), choices: z.array(sellableViewSchema) }),
  /** Nothing carries the code; it stands on the sheet all the same. */
  z.object({
    ...{ outcome: z.literal('noted'), text: z.string() },
    ...{ line: idSchema, sheet: sheetViewSchema },
  }),
  z.object({ outcome: z.literal('unknown'), text: z.string() }),
  /** Only of a scanner that the core reads: the code of what went wrong. */
  z.object({ outcome: z.literal('blocked'), reason: z.string() }),
])
export type ScannedOnto = z.infer<typeof scannedOntoSchema>

export const beginCountSchema = guardedSchema.extend({
  scope: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('scanned') }),
    z.strictObject({ kind: z.literal('department'), department: idSchema }),
    z.strictObject({ kind: z.literal('full') }),
  ]),
})

const countSeen = { sheet: idSchema, version: z.int().min(0) }

export const recountSchema = guardedSchema.extend({
  ...countSeen,
  lines: z.array(idSchema).min(1).max(LINES_LIMIT),
})

export const postCountSchema = guardedSchema.extend({
  ...countSeen,
  /** Why all of it differs of which nothing else is said. */
  reason: varianceReasonSchema,
  reasons: z
    .array(z.strictObject({ line: idSchema, reason: varianceReasonSchema }))
    .max(LINES_LIMIT),
  note: noteSchema.optional(),
  /** What nobody counted: it comes in a later part, is left alone, or is not there. */
  rest: z.enum(['later', 'alone', 'zero']),
})

const varianceViewSchema = z.object({
  id: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  sku: textSchema(80),
  unit: unitSchema,
  /** What the shelf was to hold when it was counted; of what nobody counted, now. */
  shelf: quantitySchema,
  variance: quantitySchema,
  /** Of the variance, at the prices of now; null where there is none. */
  worth: minorSchema.nullable(),
})

const countedViewSchema = varianceViewSchema.extend({
  counted: quantitySchema,
  /** Who counted it last. */
  by: z.string(),
  /** Figures of before it was counted again, the first one first. */
  before: z.array(countFigureSchema.shape.counted).max(RECOUNTS_LIMIT),
  isAgain: z.boolean(),
  /** Goods moved of which nobody knows whether they had been counted. */
  isUnsure: z.boolean(),
})
export type CountedView = z.infer<typeof countedViewSchema>

export const countReviewSchema = z.object({
  ...countSeen,
  scope: countScopeSchema,
  part: z.int().min(1),
  lines: z.array(countedViewSchema).max(LINES_LIMIT),
  /** What it is of, is stocked, and nobody counted. */
  missed: z.array(varianceViewSchema).max(LINES_LIMIT),
  /** More was missed than one part holds. */
  missedMore: z.boolean(),
  /** Of the variances of the lines, added up whichever way they go; null where one has none. */
  worth: minorSchema.nullable(),
})
export type CountReview = z.infer<typeof countReviewSchema>

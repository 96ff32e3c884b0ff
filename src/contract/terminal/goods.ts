/** Goods as a till may make and change them, and what became of what tills wanted. */
import { z } from 'zod'
import { gtinSchema } from '../../domain/barcode/gtin.ts'
import { unitSchema } from '../../domain/catalogue/documents.ts'
import { supplierNumberSchema } from '../../domain/catalogue/supplier-number.ts'
import { BARCODES_LIMIT, goodsFieldSchema } from '../../domain/goods/change.ts'
import { refusedSchema } from '../../domain/goods/outcome.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** Wishes that may wait for the backend's answer; the next is refused until some have it. */
export const PENDING_LIMIT = 500
/** What is told of what became of wishes, the newest first. */
export const OUTCOMES_SHOWN = 50
/** No price is said for longer ahead. */
export const FROM_LATEST_MS = 2 * 366 * 86_400_000

const nameSchema = textSchema(200)
const sizeSchema = textSchema(80)
const taxClassSchema = textSchema(40)
/** As it was typed or scanned; the use case says what is wrong with it. */
const codeSchema = textSchema(40)

export const createGoodsSchema = guardedSchema.extend({
  name: nameSchema,
  size: sizeSchema,
  department: idSchema,
  taxClass: taxClassSchema,
  unit: unitSchema,
  supplierNumber: supplierNumberSchema.optional(),
  codes: z.array(codeSchema).max(BARCODES_LIMIT),
  unitPrice: unitPriceSchema,
  /** The business date with which the price begins; null for at once. */
  from: businessDateSchema.nullable(),
})

const changed = <Value extends z.ZodType>(value: Value) => z.strictObject({ was: value, to: value })

/** Only what is changed, each with what the person saw there. */
export const changeGoodsSchema = guardedSchema.extend({
  variant: idSchema,
  name: changed(nameSchema).optional(),
  size: changed(sizeSchema).optional(),
  department: changed(idSchema).optional(),
  taxClass: changed(taxClassSchema).optional(),
  supplierNumber: changed(supplierNumberSchema).optional(),
  addedCodes: z.array(codeSchema).max(BARCODES_LIMIT).optional(),
  removedBarcodes: z.array(idSchema).max(BARCODES_LIMIT).optional(),
  unitPrice: z.strictObject({ was: unitPriceSchema.nullable(), to: unitPriceSchema }).optional(),
  /** On which of the lists of groups the price is; absent for the store's own. */
  list: idSchema.optional(),
  /** A business date; null for as soon as the backend has it. */
  from: businessDateSchema.nullable(),
})

/** What is written on goods, on the shelf and on the receipt. */
const goodsSchema = z.object({
  name: nameSchema,
  size: sizeSchema,
  department: idSchema,
  taxClass: taxClassSchema,
  /** Empty for none. */
  supplierNumber: supplierNumberSchema,
  barcodes: z.array(
    z.object({ id: idSchema, gtin: gtinSchema, packQuantity: quantitySchema.nullable() }),
  ),
  unitPrice: unitPriceSchema.nullable(),
})

export const goodsWishViewSchema = z.object({
  change: idSchema,
  variant: idSchema,
  name: textSchema(200),
  isNew: z.boolean(),
  fields: z.array(goodsFieldSchema),
  /** Only where a price was wanted. */
  unitPrice: unitPriceSchema.nullable(),
  /** The name of its list, where that is not the store's own. */
  list: z.string().nullable(),
  at: instantSchema,
  from: instantSchema.nullable(),
  /** Null where nobody of this store's people wrote it. */
  person: z.string().nullable(),
  /** The terminal that it was written at, as receipts have it. */
  code: z.string(),
  /** Pending: only this terminal knows of it. */
  state: z.enum(['pending', 'waiting', 'applied', 'refused']),
  reason: refusedSchema.nullable(),
  crossed: z.array(goodsFieldSchema),
  isOvertaken: z.boolean(),
  shared: z.array(gtinSchema),
})
export type GoodsWishView = z.infer<typeof goodsWishViewSchema>

export const goodsViewSchema = z.object({
  variant: idSchema,
  unit: unitSchema,
  /** Sold at this till alone until the backend has them. */
  isOwn: z.boolean(),
  /** As this till sells them now. */
  standing: goodsSchema,
  /** As they will be when the backend has done what this till wants. */
  wanted: goodsSchema,
  /** What groups of customers pay by lists of their own; empty where the store has none. */
  lists: z.array(
    z.object({
      list: idSchema,
      name: z.string(),
      groups: z.array(z.string()),
      standing: unitPriceSchema.nullable(),
      wanted: unitPriceSchema.nullable(),
    }),
  ),
  /** Prices that are known to begin later. */
  coming: z.array(
    z.object({ from: instantSchema, to: instantSchema.nullable(), unitPrice: unitPriceSchema }),
  ),
  wishes: z.array(goodsWishViewSchema),
})
export type GoodsView = z.infer<typeof goodsViewSchema>

export const showGoodsSchema = z.strictObject({ variant: idSchema })

/** What a form of goods chooses from. */
export const goodsChoicesSchema = z.object({
  departments: z.array(z.object({ id: idSchema, name: z.string() })),
  taxClasses: z.array(z.object({ code: taxClassSchema, name: z.string() })),
})
export type GoodsChoices = z.infer<typeof goodsChoicesSchema>

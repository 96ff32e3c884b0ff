/**
 * What a person at a till wants of goods: new ones, or other ones. The wish is an entry of the
 * journal; the backend, which owns the catalogue, makes it true in the order in which wishes
 * arrive. Ids are made at the till, so that what comes down is known again.
 */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { supplierNumberSchema } from '../catalogue/supplier-number.ts'
import { unitSchema } from '../catalogue/unit.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema, type UnitPrice } from '../money.ts'
import { instantSchema } from '../time.ts'

/** Codes of one variant: its own, and those of its packs. */
export const BARCODES_LIMIT = 20

const nameSchema = textSchema(200).min(1)
const sizeSchema = textSchema(80)
const taxClassSchema = textSchema(40).min(1)

export const addedBarcodeSchema = z.object({ id: idSchema, gtin: gtinSchema })

/** On one list; what it is from, the wish says as a whole. */
export const wantedPriceSchema = z.object({
  id: idSchema,
  list: idSchema,
  unitPrice: unitPriceSchema,
})

export const goodsCreatedSchema = z.object({
  change: idSchema,
  product: idSchema,
  variant: idSchema,
  item: idSchema,
  name: nameSchema,
  size: sizeSchema,
  department: idSchema,
  taxClass: taxClassSchema,
  unit: unitSchema,
  /** Absent for none. */
  supplierNumber: supplierNumberSchema.min(1).optional(),
  barcodes: z.array(addedBarcodeSchema).max(BARCODES_LIMIT),
  price: wantedPriceSchema,
  /** From when its price holds; null for at once. */
  from: instantSchema.nullable(),
})
export type GoodsCreated = z.infer<typeof goodsCreatedSchema>

/** What a field shall be, and what it was for whoever wanted it: so crossed wishes are known. */
const changed = <Value extends z.ZodType>(value: Value) => z.object({ was: value, to: value })

/** Only what was changed: two tills that change two things of one product keep both. */
export const goodsPatchSchema = z.object({
  name: changed(nameSchema).optional(),
  size: changed(sizeSchema).optional(),
  department: changed(idSchema).optional(),
  taxClass: changed(taxClassSchema).optional(),
  supplierNumber: changed(supplierNumberSchema).optional(),
  barcodes: z
    .object({
      added: z.array(addedBarcodeSchema).max(BARCODES_LIMIT),
      removed: z.array(idSchema).max(BARCODES_LIMIT),
    })
    .optional(),
  price: wantedPriceSchema.extend({ was: unitPriceSchema.nullable() }).optional(),
})
export type GoodsPatch = z.infer<typeof goodsPatchSchema>

export const goodsChangedSchema = goodsPatchSchema.extend({
  change: idSchema,
  variant: idSchema,
  /** Null for as soon as the backend has it. */
  from: instantSchema.nullable(),
})
export type GoodsChanged = z.infer<typeof goodsChangedSchema>

export const goodsFieldSchema = z.enum([
  'name',
  'size',
  'department',
  'taxClass',
  'supplierNumber',
  'barcodes',
  'price',
])
export type GoodsField = z.infer<typeof goodsFieldSchema>

const TEXT_FIELDS = ['name', 'size', 'department', 'taxClass', 'supplierNumber'] as const

/** A variant as far as a till may change it. */
export interface Goods {
  readonly name: string
  readonly size: string
  readonly department: string
  readonly taxClass: string
  /** Empty for none. */
  readonly supplierNumber: string
  readonly barcodes: readonly { readonly id: string; readonly gtin: string }[]
  /** On the store's own list; null where it has none now. */
  readonly unitPrice: UnitPrice | null
}

/** The fields that a patch speaks of, in the order in which they are shown. */
export function fieldsOf(patch: GoodsPatch): GoodsField[] {
  return goodsFieldSchema.options.filter((field) => patch[field] !== undefined)
}

/** The goods as they are with the change. */
export function patchedGoods(goods: Goods, patch: GoodsPatch): Goods {
  const { name, size, department, taxClass, supplierNumber, barcodes, price } = patch
  const kept = goods.barcodes.filter(({ id }) => !barcodes?.removed.includes(id))
  return {
    name: name?.to ?? goods.name,
    size: size?.to ?? goods.size,
    department: department?.to ?? goods.department,
    taxClass: taxClass?.to ?? goods.taxClass,
    supplierNumber: supplierNumber?.to ?? goods.supplierNumber,
    barcodes: [...kept, ...(barcodes?.added ?? [])],
    unitPrice: price?.unitPrice ?? goods.unitPrice,
  }
}

/**
 * The fields that stand otherwise than the person saw who changed them, and are not what they want
 * anyway: somebody else's wish came first. What counts is the later to arrive.
 */
export function crossedFields(standing: Goods, patch: GoodsPatch): GoodsField[] {
  const texts = TEXT_FIELDS.filter((field) => {
    const wish = patch[field]
    return wish && standing[field] !== wish.was && standing[field] !== wish.to
  })
  const { price } = patch
  const isPriceCrossed =
    price !== undefined &&
    standing.unitPrice !== price.was &&
    standing.unitPrice !== price.unitPrice
  return isPriceCrossed ? [...texts, 'price'] : texts
}

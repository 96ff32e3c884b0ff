/**
 * What the catalogue collection replicates down, told apart by `kind`.
 * product → variant → inventory item (n:m with a required quantity, so bundles need nothing more);
 * barcode → variant × pack quantity. A variant document carries what a line shows, so that a scan
 * reads barcode, variant and price and nothing else.
 */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { quantitySchema } from '../quantity.ts'

/** How a variant is counted: by the piece, or in thousandths of a kilogram, litre or metre. */
export const unitSchema = z.enum(['piece', 'kilogram', 'litre', 'metre'])

export const departmentSchema = z.object({
  id: idSchema,
  kind: z.literal('department'),
  name: textSchema(80),
  /** Order on the sell screen, lowest first. */
  position: z.int().min(0).max(9999),
  /** One of the design system's tile hues, 0 to 11; never carries meaning alone. */
  hue: z.int().min(0).max(11),
})

export const productSchema = z.object({
  id: idSchema,
  kind: z.literal('product'),
  name: textSchema(200),
  brand: textSchema(120),
  department: idSchema,
  description: textSchema(2000),
})

export const itemSchema = z.object({
  id: idSchema,
  kind: z.literal('item'),
  sku: textSchema(80),
  name: textSchema(200),
  unit: unitSchema,
})

/** How many of an inventory item leave the shelf when one of the variant is sold. */
export const variantItemSchema = z.object({ item: idSchema, quantity: quantitySchema })

export const variantSchema = z.object({
  id: idSchema,
  kind: z.literal('variant'),
  product: idSchema,
  /** Product name with the variant's options, as it stands on the shelf label. */
  name: textSchema(200),
  /** Size or pack as printed on the goods (`800g`), shown beside the name; may be empty. */
  size: textSchema(80),
  sku: textSchema(80),
  department: idSchema,
  taxClass: textSchema(40),
  unit: unitSchema,
  items: z.array(variantItemSchema).max(50),
  /** Place among the best sellers, 1 the best; 0 where nothing is known. Ranks short searches. */
  rank: z.int().min(0),
})

export const barcodeSchema = z.object({
  id: idSchema,
  kind: z.literal('barcode'),
  gtin: gtinSchema,
  variant: idSchema,
  /** How many of the variant one scan sells: 6.000 for a six-pack. */
  packQuantity: quantitySchema,
})

export const catalogueDocumentSchema = z.discriminatedUnion('kind', [
  departmentSchema,
  productSchema,
  itemSchema,
  variantSchema,
  barcodeSchema,
])

export type Department = z.infer<typeof departmentSchema>
export type Product = z.infer<typeof productSchema>
export type InventoryItem = z.infer<typeof itemSchema>
export type Variant = z.infer<typeof variantSchema>
export type Barcode = z.infer<typeof barcodeSchema>
export type Unit = z.infer<typeof unitSchema>
export type CatalogueDocument = z.infer<typeof catalogueDocumentSchema>

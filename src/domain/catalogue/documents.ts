/**
 * What the catalogue collection replicates down, told apart by `kind`.
 * product → variant → inventory item (n:m with a required quantity, so bundles need nothing more);
 * barcode → variant × pack quantity. A variant document carries what a line shows, so that a scan
 * reads barcode, variant and price and nothing else.
 */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { departmentOutcomeSchema } from '../goods/department-outcome.ts'
import { goodsOutcomeSchema } from '../goods/outcome.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { supplierNumberSchema } from './supplier-number.ts'
import { unitSchema } from './unit.ts'

export { unitSchema, type Unit } from './unit.ts'

/** The most choices that one product or one group of add-ons offers on the spot. */
export const CHOICES_LIMIT = 100

/** Years of age; 0 says that anybody may buy it, whatever its department says. */
const minimumAgeSchema = z.int().min(0).max(99)

/**
 * What selling a variant asks for beside its price. Each is absent where there is nothing to ask,
 * and so are all of them for most goods: a scan reads no more than it needs.
 */
export const saleRulesSchema = z.object({
  /** Goes before what the department says. */
  minimumAge: minimumAgeSchema.optional(),
  /** What must be captured of each one sold: its own number, or that of its batch. */
  tracking: z.enum(['serial', 'lot']).optional(),
  /** The price is said at the till, within these bounds; the price list's is the one proposed. */
  openPrice: z.object({ minimum: unitPriceSchema, maximum: unitPriceSchema }).optional(),
  /** The variant that is paid as deposit for each one and moves with its line. */
  deposit: idSchema.optional(),
  /** It is such a deposit: bringing the container back gives its price back. */
  isDeposit: z.literal(true).optional(),
  /** Groups of add-ons, asked for in this order. */
  addOns: z.array(idSchema).max(10).optional(),
})

export const departmentSchema = z.object({
  id: idSchema,
  kind: z.literal('department'),
  name: textSchema(80),
  /** Order on the sell screen, lowest first. */
  position: z.int().min(0).max(9999),
  /** One of the design system's tile hues, 0 to 11; never carries meaning alone. */
  hue: z.int().min(0).max(11),
  /** Years that a buyer of its goods must have; absent where anybody may buy them. */
  minimumAge: minimumAgeSchema.optional(),
  /** Nothing was in it, and it is offered no more; what was sold from it keeps its name. */
  isEnded: z.literal(true).optional(),
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
  /** What one unit of it costs the store, without tax; absent where nobody knows. */
  cost: unitPriceSchema.optional(),
})

/** How many of an inventory item leave the shelf when one of the variant is sold. */
export const variantItemSchema = z.object({ item: idSchema, quantity: quantitySchema })

/** What tells a variant from its sisters: `{ name: 'Size', value: 'M' }`. */
export const variantOptionSchema = z.object({ name: textSchema(40), value: textSchema(80) })

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
  /** Absent where nobody said. */
  supplierNumber: supplierNumberSchema.min(1).optional(),
  /** In the product's order of options; absent where the product has one variant. */
  options: z.array(variantOptionSchema).min(1).max(3).optional(),
  rules: saleRulesSchema.optional(),
})

export const barcodeSchema = z.object({
  id: idSchema,
  kind: z.literal('barcode'),
  gtin: gtinSchema,
  variant: idSchema,
  /** How many of the variant one scan sells: 6.000 for a six-pack. */
  packQuantity: quantitySchema,
})

/** What a cashier is asked beside the goods: milk or oat, extra cheese, no onions. */
export const addOnGroupSchema = z.object({
  id: idSchema,
  kind: z.literal('add-on-group'),
  name: textSchema(80),
  /** How many must and may be taken. */
  minimum: z.int().min(0).max(20),
  maximum: z.int().min(1).max(20),
  choices: z
    .array(
      z.object({
        name: textSchema(80),
        /** Sold as a line of its own; null for a wish that costs nothing and is only written. */
        variant: idSchema.nullable(),
      }),
    )
    .min(1)
    .max(CHOICES_LIMIT),
})

export const catalogueDocumentSchema = z.discriminatedUnion('kind', [
  departmentSchema,
  productSchema,
  itemSchema,
  variantSchema,
  barcodeSchema,
  addOnGroupSchema,
  goodsOutcomeSchema,
  departmentOutcomeSchema,
])

export type Department = z.infer<typeof departmentSchema>
export type Product = z.infer<typeof productSchema>
export type InventoryItem = z.infer<typeof itemSchema>
export type Variant = z.infer<typeof variantSchema>
export type Barcode = z.infer<typeof barcodeSchema>
export type SaleRules = z.infer<typeof saleRulesSchema>
export type VariantOption = z.infer<typeof variantOptionSchema>
export type AddOnGroup = z.infer<typeof addOnGroupSchema>
export type CatalogueDocument = z.infer<typeof catalogueDocumentSchema>

/** Price lists beside the stores' own, as their owner makes them, and the prices on a list. */
import { z } from 'zod'
import { priceListSchema, priceSchema } from '../../domain/catalogue/pricing.ts'
import { unitSchema } from '../../domain/catalogue/unit.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { lookOfShop, ofShop } from './office-need.ts'
import { skipSchema } from './promotions.ts'
import { staffInputSchema } from './staff.ts'

/** Lists of a tenant, and prices that one request sets. */
export const PRICE_LISTS_LIMIT = 50
export const PRICES_AT_ONCE = 1000

export const createListInputSchema = staffInputSchema.extend({ name: textSchema(80).min(1) })

export const setPricesInputSchema = z.strictObject({
  list: idSchema,
  prices: z
    .array(
      z.strictObject({
        ...priceSchema.pick({ variant: true, unitPrice: true, to: true }).shape,
        /** Now at the earliest: what was rung before keeps its price. */
        from: priceSchema.shape.from.nullable(),
      }),
    )
    .min(1)
    .max(PRICES_AT_ONCE),
})

/** Goods of one answer. */
export const GOODS_SHOWN = 50
/** Of what is to come for one of the goods, so much is told. */
export const COMING_SHOWN = 3

const goodsInputSchema = z.strictObject({
  list: idSchema,
  /** Words of name, brand, size or SKU, or a barcode. */
  text: textSchema(100).optional(),
  /** Those that have a price now, have none, or will have another one. */
  only: z.enum(['priced', 'unpriced', 'coming']).optional(),
  skip: skipSchema,
})

const heldSchema = priceSchema.pick({ unitPrice: true, from: true, to: true })

const listedGoodsSchema = z.object({
  goods: z.array(
    z.object({
      variant: idSchema,
      name: z.string(),
      size: z.string(),
      sku: z.string(),
      unit: unitSchema,
      department: idSchema,
      taxClass: z.string(),
      /** What holds now; null where the list has no price for it. */
      now: heldSchema.nullable(),
      /** What begins later, the next first. */
      coming: z.array(heldSchema).max(COMING_SHOWN),
    }),
  ),
  hasMore: z.boolean(),
})

/** Lines of a file of prices beside its first. */
export const PRICE_FILE_LINES = 20_000
/** Characters of such a file. */
export const PRICE_FILE_LONGEST = 4_000_000
/** Faults and changes of a file that are told one by one; all are counted. */
export const PRICE_FILE_TOLD = 100

const priceFileInputSchema = z.strictObject({
  list: idSchema,
  /** CSV: `price` beside `barcode` or `sku`, in any order, with anything else beside them. */
  content: z.string().min(1).max(PRICE_FILE_LONGEST),
  /** From when its prices hold; null for now. */
  from: instantSchema.nullable(),
})

export const priceFaultSchema = z.enum([
  /** There is no column of that name. */
  'columns',
  'fields',
  'goods-unnamed',
  'goods-unknown',
  /** A barcode or a SKU that several goods have. */
  'goods-several',
  /** The barcode of a pack of several: the price of one is not told by it. */
  'pack',
  'price',
  'twice',
])
export type PriceFault = z.infer<typeof priceFaultSchema>

const priceFileSchema = z.object({
  lines: z.int(),
  /** Of so many lines the price is another one than what holds then. */
  changed: z.int(),
  faulty: z.int(),
  /** All of them were set; nothing is where a line is at fault. */
  isSet: z.boolean(),
  faults: z
    .array(z.object({ line: z.int(), fault: priceFaultSchema, value: z.string() }))
    .max(PRICE_FILE_TOLD),
  changes: z
    .array(
      z.object({
        line: z.int(),
        name: z.string(),
        /** Null where it had none. */
        was: unitPriceSchema.nullable(),
        unitPrice: unitPriceSchema,
      }),
    )
    .max(PRICE_FILE_TOLD),
})

const listsSchema = z.object({
  lists: z.array(
    priceListSchema.extend({
      /** Those that sell by it. */
      stores: z.array(z.string()),
      /** Groups of customers that buy by it, each with its store. */
      groups: z.array(z.object({ store: z.string(), name: z.string() })),
    }),
  ),
})
const pricesSchema = z.object({ prices: z.array(priceSchema) })
/** By their names: spelt out, the whole contract's type would be too long to write. */
export interface PriceLists extends z.infer<typeof listsSchema> {}
export interface SetPrices extends z.infer<typeof pricesSchema> {}
export interface ListedGoods extends z.infer<typeof listedGoodsSchema> {}
export interface PriceFileRead extends z.infer<typeof priceFileSchema> {}
export type GoodsAsked = z.output<typeof goodsInputSchema>
export type PriceFileInput = z.infer<typeof priceFileInputSchema>
export const priceListsSchema: z.ZodType<PriceLists> = listsSchema
export const setPricesSchema: z.ZodType<SetPrices> = pricesSchema
export const goodsOfListSchema: z.ZodType<ListedGoods> = listedGoodsSchema
export const priceFileReadSchema: z.ZodType<PriceFileRead> = priceFileSchema

const fileLimit = `At most ${String(PRICE_FILE_LINES)} lines (\`too-large\`).`

export const priceListsContract = {
  list: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'GET',
      path: '/administration/price-lists',
      summary: 'All price lists, with the stores and groups of customers that use them',
    })
    .output(priceListsSchema),
  create: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/price-lists',
      summary: 'Makes a price list in the money of a store, with or without tax as it has it',
      description: 'A group of customers buys by it once `customerGroups` of the settings says so.',
    })
    .input(createListInputSchema)
    .output(priceListsSchema),
  setPrices: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/prices',
      summary: 'Sets prices on a list, all or none; of two that hold the one begun later counts',
      description: 'No price that was set is ever changed. What is not there is `not-found`.',
    })
    .input(setPricesInputSchema)
    .output(setPricesSchema),
  goods: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'GET',
      path: '/administration/prices',
      summary: 'Goods with what a list asks for them now and from a later moment on, by name',
      description: '`skip` asks for those after the first so many.',
    })
    .input(goodsInputSchema)
    .output(goodsOfListSchema),
  previewFile: base
    .meta(lookOfShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/price-file-previews',
      summary: 'Says what a file of prices would set on a list, and which lines are at fault',
      description: fileLimit,
    })
    .input(priceFileInputSchema)
    .output(priceFileReadSchema),
  setFile: base
    .meta(ofShop('manage-prices'))
    .route({
      method: 'POST',
      path: '/administration/price-files',
      summary: 'Sets the prices of a file on a list, all or none',
      description:
        `${fileLimit} Where a line is at fault nothing is set, and each such line is told. A ` +
        'price that holds then already is not set again.',
    })
    .input(priceFileInputSchema)
    .output(priceFileReadSchema),
}

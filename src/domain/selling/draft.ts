/**
 * The sale in progress: what the cart holds, what was taken out of it, and the way back.
 * A draft is a value; each act makes the next one with `version + 1`.
 */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { unitSchema, variantItemSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { minor, minorSchema, unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { MANUAL_DISCOUNTS_LIMIT, manualDiscountSchema } from '../pricing/discount.ts'
import { couponCodeSchema, couponUsesSchema } from '../pricing/promotion.ts'
import { listedPriceSchema } from '../pricing/group-price.ts'
import { RATES_LIMIT, taxRateSchema } from '../pricing/tax-rate.ts'
import { returnFiguresSchema } from '../pricing/return-figures.ts'
import { returnedSchema } from '../returns/returned.ts'
import { instantSchema } from '../time.ts'
import { endingLayawaySchema, layawaySchema } from './layaway.ts'
import { quotedSchema } from './quote.ts'
import { TENDERS_LIMIT, tenderSchema } from './tender.ts'
import { lineDetailShape, noteSchema } from './line-detail.ts'

/** More lines than any counter sees; beyond it a sale is finished and the next one begun. */
export const LINES_LIMIT = 500
/** How many acts can be undone. */
export const STEPS_LIMIT = 50
/**
 * How many removals one sale may have: none is ever forgotten, so beyond it nothing more is
 * removed.
 */
export const REMOVALS_LIMIT = 200
/** How many inventory items one sale moves, and how many rates of tax it has. */
export const MOVEMENTS_LIMIT = 1000
export const TAXES_LIMIT = 100
/** How many coupons one sale takes, and to how many groups a customer belongs. */
export const COUPONS_LIMIT = 10
export const GROUPS_LIMIT = 20
/** How many discounts persons give on the lines of one cart together. */
export const MANUAL_DISCOUNTS_IN_CART = 100

/** A price that a person set: `before` is what the line was rung at first. */
export const priceChangeSchema = z.object({
  before: unitPriceSchema,
  reason: textSchema(80),
  by: idSchema,
  approver: idSchema.nullable(),
  /** For how much of the line it was allowed, and who answers for that; as with a discount. */
  vouched: z.object({ by: idSchema, quantity: quantitySchema }).optional(),
})

export const lineSchema = z.object({
  id: idSchema,
  /** Null for an open item: sold by a price that was typed, without a product. */
  variant: idSchema.nullable(),
  barcode: gtinSchema.nullable(),
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  department: idSchema.nullable(),
  quantity: quantitySchema,
  unitPrice: unitPriceSchema,
  /** The price document it was rung at; null for a typed price. It keeps that price. */
  price: idSchema.nullable(),
  /** What the store's own list asks, where the customer buys by another. */
  shelf: listedPriceSchema.optional(),
  taxClass: textSchema(40),
  rates: z.array(taxRateSchema).max(RATES_LIMIT),
  /** What leaves the shelf for each one of the quantity. */
  items: z.array(variantItemSchema).max(50),
  addedAt: instantSchema,
  /** Of goods that come back: their quantity is negative, and their items return to the shelf. */
  returned: returnedSchema.optional(),
  /** What goes back for them, fixed by the sale that they were sold in; none is above 0. */
  refund: returnFiguresSchema.optional(),
  /** False for what no promotion and no discount on the cart may touch; absent is true. */
  discountable: z.literal(false).optional(),
  /** Given by hand on this line, in the order given; absent where there are none. */
  discounts: z.array(manualDiscountSchema).max(MANUAL_DISCOUNTS_LIMIT).optional(),
  priceChange: priceChangeSchema.optional(),
  ...lineDetailShape,
})

/** A coupon that is in the cart. */
export const givenCouponSchema = z.object({
  code: couponCodeSchema,
  promotion: idSchema,
  singleUse: z.boolean(),
  uses: couponUsesSchema.optional(),
  /** Where it is good for so many sales: names the claim at the backend on one of them. */
  claim: idSchema.optional(),
  /** Whether the backend had given its word for the claim, or nobody had: it is provisional. */
  word: z.enum(['granted', 'none']).optional(),
})

/** What of the customer changes prices. */
export const buyerSchema = z.object({
  groups: z.array(idSchema).max(GROUPS_LIMIT),
  /** Pays no tax. */
  exempt: z.boolean(),
})

export const removalSchema = z.object({
  line: idSchema,
  variant: idSchema.nullable(),
  name: textSchema(200),
  /** How much was taken out: the whole line, or the part by which it was lowered. */
  quantity: quantitySchema,
  unitPrice: unitPriceSchema,
  at: instantSchema,
  by: idSchema,
})

/** Money that was taken for a sale that is not finished; a card's id is that of its intent. */
export const takenSchema = z.object({
  id: idSchema,
  tender: tenderSchema,
  at: instantSchema,
  by: idSchema,
})

/** Money that was taken and went back before the sale was finished. */
export const undoneSchema = z.object({ tender: tenderSchema, at: instantSchema, by: idSchema })

export const stepSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('added'), line: idSchema }),
  z.object({ kind: z.literal('quantity'), line: idSchema, before: quantitySchema }),
  /** A line with all that belonged to it, in the order in which they stood. */
  z.object({
    kind: z.literal('removed'),
    lines: z.array(lineSchema).min(1).max(LINES_LIMIT),
    position: z.int().min(0),
  }),
  /** How a line was priced before. */
  z.object({
    kind: z.literal('priced'),
    line: idSchema,
    ...lineSchema.pick({ unitPrice: true, price: true, discounts: true, priceChange: true }).shape,
  }),
  /** What was given on the whole cart before. */
  z.object({
    kind: z.literal('given'),
    discounts: z.array(manualDiscountSchema).max(MANUAL_DISCOUNTS_LIMIT),
    coupons: z.array(givenCouponSchema).max(COUPONS_LIMIT),
  }),
  z.object({
    kind: z.literal('note'),
    /** Null where it is the sale's own. */
    line: idSchema.nullable(),
    before: noteSchema,
  }),
])

/** A cart without its money. */
export const cartSchema = z.object({
  /** Becomes the id of the sale. */
  id: idSchema,
  version: z.int().min(0),
  openedAt: instantSchema,
  /** Whose purchase it is; null or absent for somebody who is not known. */
  customer: idSchema.nullable().optional(),
  lines: z.array(lineSchema).max(LINES_LIMIT),
  removals: z.array(removalSchema).max(REMOVALS_LIMIT),
  steps: z.array(stepSchema).max(STEPS_LIMIT),
  /** When the cart was last changed: promotions are judged at this moment. Absent: when opened. */
  changedAt: instantSchema.optional(),
  /** The quote, or the layaway, that the cart was taken up from in time. */
  quoted: quotedSchema.optional(),
  /** Given by hand on the whole cart, in the order given; absent where there are none. */
  discounts: z.array(manualDiscountSchema).max(MANUAL_DISCOUNTS_LIMIT).optional(),
  coupons: z.array(givenCouponSchema).max(COUPONS_LIMIT).optional(),
  /** As agreed by a quote or a layaway; absent where what the customer is now counts. */
  buyer: buyerSchema.optional(),
  note: noteSchema.min(1).optional(),
})

/** What the sale of a deposit will lay away; until then it can be put back as it was. */
export const beginningLayawaySchema = z.object({
  park: idSchema,
  layaway: layawaySchema,
  /** What the goods come to. */
  total: minorSchema,
  /** Under the id that the sale of the goods will have. */
  goods: cartSchema,
  /** By what of the customer its prices were agreed; absent in those from before it was kept. */
  buyer: buyerSchema.optional(),
})

export const draftSchema = cartSchema.extend({
  /** The layaway that the sale will begin, or end. */
  begins: beginningLayawaySchema.optional(),
  layaway: endingLayawaySchema.optional(),
  tenders: z.array(takenSchema).max(TENDERS_LIMIT),
  undone: z.array(undoneSchema).max(TENDERS_LIMIT),
  tip: minorSchema,
})

export type PriceChange = z.infer<typeof priceChangeSchema>
export type GivenCoupon = z.infer<typeof givenCouponSchema>
export type Buyer = z.infer<typeof buyerSchema>
export type Line = z.infer<typeof lineSchema>
export type Removal = z.infer<typeof removalSchema>
export type Step = z.infer<typeof stepSchema>
export type Taken = z.infer<typeof takenSchema>
export type Undone = z.infer<typeof undoneSchema>
export type Draft = z.infer<typeof draftSchema>
export type BeginningLayaway = z.infer<typeof beginningLayawaySchema>

/** When promotions are judged: at the last change, or as they were when it was quoted. */
export function pricedAtOf({ quoted, changedAt, openedAt }: PricedWhen): number {
  return quoted?.at ?? changedAt ?? openedAt
}

type PricedWhen = Pick<Draft, 'quoted' | 'changedAt' | 'openedAt'>

export function emptyDraft(id: string, openedAt: number): Draft {
  const nothing = { lines: [], removals: [], steps: [], tenders: [], undone: [] }
  return { id, version: 0, openedAt, ...nothing, tip: minor(0) }
}

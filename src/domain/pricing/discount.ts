/** A discount: what a person gives by hand, and what in the end was taken off a line and why. */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { minorSchema, unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { rateSchema } from '../rate.ts'
import { couponCodeSchema } from './promotion.ts'

/** How many discounts a person may give on one line, and as many on the whole cart. */
export const MANUAL_DISCOUNTS_LIMIT = 5
/** How many discounts one line may end with. */
export const LINE_DISCOUNTS_LIMIT = 40

/**
 * How far what is given by hand may go, and who answers for it: on a line the share of its price
 * that it and the cart's discounts take together, and its own money; on the cart its share, and all
 * that is given by hand in it.
 */
export const vouchedSchema = z.object({ by: idSchema, percent: rateSchema, amount: minorSchema })

const given = {
  id: idSchema,
  reason: textSchema(80),
  by: idSchema,
  /** Who allowed it where the giver may not; null where nobody had to. */
  approver: idSchema.nullable(),
  /** Absent in those from before it was kept, and until it was allowed. */
  vouched: vouchedSchema.optional(),
}

/** Given by hand, on a line or on the cart. */
export const manualDiscountSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), rate: rateSchema, ...given }),
  z.object({
    kind: z.literal('amount'),
    amount: minorSchema.refine((value) => value >= 0),
    ...given,
  }),
])

export const discountRuleSchema = z.enum([
  'percent',
  'amount',
  'fixed-price',
  'quantity-break',
  'buy-get',
  'mix-and-match',
  'bundle',
  'cart-percent',
  'cart-amount',
])

/** What a screen or a receipt needs to say why: the rule's own figures. */
export const explanationSchema = z.object({
  rule: discountRuleSchema,
  /** How much of the line it touched, thousandths; the whole line for a cart rule. */
  quantity: quantitySchema,
  /** How often a combination was applied in the cart; 1 for every other rule. */
  times: z.int().min(1),
  /** What it was taken from: this line's share before it, of the touched quantity. */
  of: minorSchema,
  /** Percent rules. */
  rate: rateSchema.optional(),
  /** Amount rules: off a unit, off a line or off the cart. */
  amount: minorSchema.optional(),
  /** Fixed price of a unit. */
  unitPrice: unitPriceSchema.optional(),
  /** Quantity break: the quantity that was reached by the tier, thousandths. */
  from: quantitySchema.optional(),
  /** Combinations: pieces of one application, and what they cost together. */
  count: z.int().min(1).optional(),
  price: minorSchema.optional(),
  /** Buy-get: how many of `count` are the cheaper ones. */
  get: z.int().min(1).optional(),
})

export const lineDiscountSchema = z.object({
  /** Id of the promotion or of the manual discount. */
  source: idSchema,
  kind: z.enum(['promotion', 'manual-line', 'manual-cart']),
  /** The promotion's name, the reason of a manual discount. */
  name: textSchema(80),
  /** What it takes off this line; negative on a returned line, where it is taken back. */
  amount: minorSchema,
  /** The coupon that brought it. */
  coupon: couponCodeSchema.nullable(),
  how: explanationSchema,
})

export type Vouched = z.infer<typeof vouchedSchema>
export type ManualDiscount = z.infer<typeof manualDiscountSchema>
export type DiscountRule = z.infer<typeof discountRuleSchema>
export type Explanation = z.infer<typeof explanationSchema>
export type LineDiscount = z.infer<typeof lineDiscountSchema>

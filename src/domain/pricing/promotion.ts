/**
 * Promotions and coupons as the `pricing` collection replicates them down. What each rule does, in
 * which order and how it is rounded, is in `docs/pricing.md`.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { minorSchema, unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { rateSchema } from '../rate.ts'
import { instantSchema } from '../time.ts'

const MINUTES_OF_DAY = 24 * 60
/** The most pieces that one application of a rule takes together. */
const PIECES_LIMIT = 1000

const pieces = z.int().min(1).max(PIECES_LIMIT)
const amount = minorSchema.refine((value) => value > 0)
const ids = (most: number) => z.array(idSchema).max(most)

/** Which lines: those of a variant or a department that is named, or all where none is named. */
export const targetSchema = z.object({
  variants: ids(500),
  departments: ids(100),
  /** Variants that are never meant, whatever else is named. */
  except: ids(500),
})

/** From so many on (thousandths, of all matching lines together) each unit is cheaper. */
const tierSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('percent'), from: quantitySchema, rate: rateSchema }),
  z.object({ kind: z.literal('fixed-price'), from: quantitySchema, unitPrice: unitPriceSchema }),
])

const partSchema = z.object({ target: targetSchema, count: pieces })

/** Unit rules make each unit cheaper, whatever else is in the cart. */
const unitRules = [
  z.object({ kind: z.literal('percent'), target: targetSchema, rate: rateSchema }),
  /** `amount` off each unit: piece, kilogram, litre or metre. */
  z.object({ kind: z.literal('amount'), target: targetSchema, amount }),
  z.object({
    kind: z.literal('fixed-price'),
    target: targetSchema,
    unitPrice: unitPriceSchema,
  }),
  z.object({
    kind: z.literal('quantity-break'),
    target: targetSchema,
    /** True where all matching lines count together, false where each variant counts alone. */
    together: z.boolean(),
    tiers: z.array(tierSchema).min(1).max(10),
  }),
] as const

/** Combinations take whole pieces together; a piece is in at most one. */
const combinationRules = [
  /** Who pays `buy` pieces has `rate` off `get` more: 1_000_000 makes them free. */
  z.object({ kind: z.literal('buy-get'), buy: partSchema, get: partSchema, rate: rateSchema }),
  /** Any `count` pieces for `price` together. */
  z.object({
    kind: z.literal('mix-and-match'),
    target: targetSchema,
    count: pieces,
    price: minorSchema.refine((value) => value >= 0),
  }),
  /** So many of each part, for `price` together. */
  z.object({
    kind: z.literal('bundle'),
    parts: z.array(partSchema).min(2).max(10),
    price: minorSchema.refine((value) => value >= 0),
  }),
] as const

/** Cart rules take something off what the matching lines come to after all of the above. */
const cartRules = [
  z.object({
    kind: z.literal('cart-percent'),
    target: targetSchema,
    /** What the matching lines must come to before any discount. */
    minimum: minorSchema,
    rate: rateSchema,
  }),
  z.object({ kind: z.literal('cart-amount'), target: targetSchema, minimum: minorSchema, amount }),
] as const

export const ruleSchema = z.discriminatedUnion('kind', [
  ...unitRules,
  ...combinationRules,
  ...cartRules,
])

/** Store-local time of the week. */
export const hoursSchema = z.object({
  /** ISO: 1 is Monday, 7 Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  /** Minute of the day, included. */
  from: z
    .int()
    .min(0)
    .max(MINUTES_OF_DAY - 1),
  /** Minute of the day, excluded. Not after `from`: it ends on the next day. */
  to: z.int().min(0).max(MINUTES_OF_DAY),
})

export const promotionSchema = z.object({
  id: idSchema,
  kind: z.literal('promotion'),
  /** As the receipt prints it. */
  name: textSchema(80),
  rule: ruleSchema,
  /** Valid from this instant, included. */
  from: instantSchema,
  /** Valid until this instant, excluded; null for no end. */
  to: instantSchema.nullable(),
  /** Only then; empty for always. */
  hours: z.array(hoursSchema).max(14),
  /** Stores where it holds; empty for all of the tenant's. */
  stores: ids(500),
  /** Groups of customers for whom it holds; empty for everybody. */
  groups: ids(50),
  /** True where it holds only for who brings one of its coupons. */
  needsCoupon: z.boolean(),
  /** The most times in one cart: applications of a combination, pieces of a unit rule. */
  limit: z.int().min(1).max(PIECES_LIMIT).nullable(),
  /** Whether others of its level may come on top; a combination is always alone on its pieces. */
  stackable: z.boolean(),
  /** Higher goes first where two would save the same, and where several come on top. */
  priority: z.int().min(0).max(1000),
})

/** A code that brings a promotion. Codes are compared in capitals, without spaces and hyphens. */
export const couponCodeSchema = z.string().regex(/^[A-Z0-9]{1,40}$/)

export const COUPON_USES_LIMIT = 100_000
export const couponUsesSchema = z.int().min(2).max(COUPON_USES_LIMIT)

export const couponSchema = z.object({
  id: idSchema,
  kind: z.literal('coupon'),
  code: couponCodeSchema,
  promotion: idSchema,
  /** True where the code is spent with the first sale that used it, whichever till or shop. */
  singleUse: z.boolean(),
  /** How many sales use it in all, where it is good for several and not for any number. */
  uses: couponUsesSchema.optional(),
})

export type Target = z.infer<typeof targetSchema>
export type Tier = z.infer<typeof tierSchema>
export type Rule = z.infer<typeof ruleSchema>
export type RuleKind = Rule['kind']
export type Hours = z.infer<typeof hoursSchema>
export type Promotion = z.infer<typeof promotionSchema>
export type Coupon = z.infer<typeof couponSchema>

/** What a person typed or scanned as it is compared; it may match no code at all. */
export function couponCodeOf(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase()
}

/** How many sales may use it, all tills and the web together; undefined for any number. */
export function usesOf({
  singleUse,
  uses,
}: Pick<Coupon, 'singleUse' | 'uses'>): number | undefined {
  return singleUse ? 1 : uses
}

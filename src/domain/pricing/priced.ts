/** What a cart comes to. All amounts are integer minor units. */
import { z } from 'zod'
import { minorSchema, type Minor } from '../money.ts'
import { textSchema } from '../identifier.ts'
import type { LineDiscount } from './discount.ts'
import type { RuleKind } from './promotion.ts'
import { taxRateSchema } from './tax-rate.ts'

/** One rate's tax on a line, or, summed up, on the document. */
export const taxShareSchema = taxRateSchema.extend({
  taxClass: textSchema(40),
  /** What the class's rates are taken on, without any of its taxes, also for a compound one. */
  base: minorSchema,
  tax: minorSchema,
})
export type TaxShare = z.infer<typeof taxShareSchema>

export interface PricedLine {
  readonly id: string
  /** Unit price × quantity, rounded half away from zero. */
  readonly gross: Minor
  /** In the order in which they were taken off. */
  readonly discounts: readonly LineDiscount[]
  /** gross − Σ discounts. */
  readonly net: Minor
  /** Tax taken out of an included price because the customer is exempt; else 0. */
  readonly relief: Minor
  /** One for each rate of the line, in the rates' order. */
  readonly taxes: readonly TaxShare[]
  /**
   * What the customer pays for the line, all in: net − relief where prices include tax, net + Σ tax
   * where they do not.
   */
  readonly total: Minor
}

export interface AppliedPromotion {
  readonly promotion: string
  readonly name: string
  readonly rule: RuleKind
  readonly coupon: string | null
  /** Applications of a combination, 1 for every other rule. */
  readonly times: number
  /** Σ of its discounts on all lines. */
  readonly saving: Minor
}

/**
 * Why a promotion that touches something in the cart, or whose coupon was given, saves nothing:
 * outside its dates or hours; not for this customer; too few pieces or less than the minimum;
 * another choice saves the customer more (or as much, and goes first); it would take nothing off.
 */
export const passedReasonSchema = z.enum([
  'not-now',
  'other-customers',
  'coupon-missing',
  'too-little',
  'better-choice',
  'no-saving',
])
export type PassedReason = z.infer<typeof passedReasonSchema>

export interface PassedPromotion {
  readonly promotion: string
  readonly name: string
  readonly reason: PassedReason
}

export interface PricedCart {
  readonly engine: number
  /** In the order of the cart. */
  readonly lines: readonly PricedLine[]
  /** By class and rate, in the order of first appearance; Σ of the lines' shares. */
  readonly taxes: readonly TaxShare[]
  /** Σ gross. */
  readonly gross: Minor
  /** Σ of all discounts: what the customer saves. */
  readonly discount: Minor
  /** Σ net: gross − discount. */
  readonly subtotal: Minor
  readonly relief: Minor
  readonly tax: Minor
  /**
   * How much of `tax` comes from rounding by document: tax − Σ of what each line's tax would be
   * rounded alone. It is within `tax` already; 0 where each line is rounded.
   */
  readonly taxRounding: Minor
  /** Σ total of the lines: subtotal − relief, + tax where prices exclude it. */
  readonly total: Minor
  readonly applied: readonly AppliedPromotion[]
  /** Both by precedence: higher priority first, then by id. */
  readonly passed: readonly PassedPromotion[]
  /** False where so many combinations want the same pieces that not every choice was looked at. */
  readonly isExact: boolean
}

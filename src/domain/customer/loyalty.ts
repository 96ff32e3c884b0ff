/**
 * Points for what is bought. A rule of the store; the till counts them when the sale is made, and
 * what it counted stands in the entry: no later rule changes it.
 */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { minor, type Minor } from '../money.ts'

/** Rules are in thousandths of a point: one for each two units is 500. Points are whole. */
export const POINTS_SCALE = 1000

export const loyaltyRuleSchema = z.strictObject({
  /** Thousandths of a point for each whole unit of the currency. */
  perUnit: z.int().min(0).max(1_000_000),
  /** Departments that bring none: tobacco, books with fixed prices. */
  excluded: z.array(idSchema).max(100),
  /** What one point is worth when it is redeemed, in minor units; 0 where none are. */
  worth: z.int().min(0).max(1_000_000),
  /** So many points may be redeemed at once by a terminal that cannot ask the backend. */
  offlineMost: z.int().min(0).max(1_000_000),
})
export type LoyaltyRule = z.infer<typeof loyaltyRuleSchema>

/** What a sale says of its customer's points. */
export const salePointsSchema = z.object({
  /** Negative where goods came back. */
  earned: z.int(),
  /** Negative where points that had paid were given back. */
  redeemed: z.int(),
})
export type SalePoints = z.infer<typeof salePointsSchema>

/** Points that goods had brought to somebody else than the buyer, and that go with the goods. */
export const takenBackSchema = z.object({ customer: idSchema, points: z.int().min(1) })
export type TakenBack = z.infer<typeof takenBackSchema>

export interface EarningLine {
  readonly department: string | null
  /** What is paid for it: after discounts, as the line shows it. */
  readonly amount: Minor
}

/**
 * Whole points for the lines together, rounded towards zero: a return of all that was paid in money
 * takes back just what the sale brought. What was paid by points brings none, and is taken off
 * first; what goes back as points takes none back. `scale` is how many minor units one unit of the
 * currency has.
 */
export function earnedPoints(
  rule: LoyaltyRule,
  lines: readonly EarningLine[],
  paidByPoints: Minor,
  scale: number,
): number {
  const counted = lines
    .filter(({ department }) => department === null || !rule.excluded.includes(department))
    .reduce((sum, { amount }) => sum + amount, 0)
  // Where nothing counts, neither do the points that paid for it.
  if (counted === 0) return 0
  const rest = counted - paidByPoints
  const left = counted > 0 ? Math.max(0, rest) : Math.min(0, rest)
  const exact = BigInt(Math.abs(left)) * BigInt(rule.perUnit)
  const points = Number(exact / BigInt(scale * POINTS_SCALE))
  return left < 0 ? 0 - points : points
}

export interface Redeemable {
  /** As this terminal knows it, its own unsent sales included. */
  readonly balance: number
  readonly due: Minor
  readonly isOnline: boolean
  /** Redemptions of this customer here that the backend has not confirmed. */
  readonly unsentRedemptions: number
}

/**
 * The most points that may be redeemed now. Without the backend: one redemption for each customer
 * and terminal, up to the cap, since other terminals may spend the same points meanwhile. The
 * backend takes every redemption all the same, and a balance below zero is an exception.
 */
export function mostRedeemable(rule: LoyaltyRule, asked: Redeemable): number {
  const { balance, due, isOnline, unsentRedemptions } = asked
  if (rule.worth === 0 || due <= 0 || balance <= 0) return 0
  if (!isOnline && unsentRedemptions > 0) return 0
  const most = Math.min(balance, Math.floor(due / rule.worth))
  return isOnline ? most : Math.min(most, rule.offlineMost)
}

/** What so many points pay. */
export function worthOf(rule: LoyaltyRule, points: number): Minor {
  return minor(points * rule.worth)
}

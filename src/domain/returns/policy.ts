/** What a store lets come back. */
import { z } from 'zod'
import { minor, minorSchema, type Minor } from '../money.ts'
import { PROVIDERS_LIMIT, providerNameSchema } from './provider-refund.ts'

export const returnPolicySchema = z.strictObject({
  /** For so many days after the sale goods are taken back; later needs a person's word. */
  windowDays: z.int().min(0).max(3650),
  /**
   * What may go back in one cart for goods of which the backend could not say in time that nobody
   * else takes them back: whatever was risked shows as an exception later.
   */
  offlineLimit: minorSchema.refine((amount) => amount >= 0),
  /** For so many days sales come down to the terminals of their store. */
  salesKeptDays: z.int().min(1).max(400),
  /** Takes goods back without a receipt; absent where it does not. */
  withoutReceipt: z
    .strictObject({
      /** Worth no more than the lowest price of so many days. */
      lowestOfDays: z.int().min(1).max(400),
    })
    .optional(),
})
export type ReturnPolicy = z.infer<typeof returnPolicySchema>

/** Providers of online payments, as tenders name them, by which money goes back. */
export const onlineRefundsSchema = z.array(providerNameSchema).max(PROVIDERS_LIMIT)

export const SALES_KEPT_DAYS = 60
const DEFAULTS: ReturnPolicy = {
  windowDays: 30,
  offlineLimit: minor(10_000),
  salesKeptDays: SALES_KEPT_DAYS,
}

export function returnPolicyOf(settings: { readonly returns?: ReturnPolicy | undefined }) {
  return settings.returns ?? DEFAULTS
}

export const DAY_MS = 86_400_000

/** Whole days between two instants: a sale of this morning is 0 days old. */
export function ageInDays(soldAt: number, now: number): number {
  return Math.max(0, Math.floor((now - soldAt) / DAY_MS))
}

export function isWithin(limit: Minor, refunds: readonly Minor[]): boolean {
  return refunds.reduce((sum, amount) => sum - amount, 0) <= limit
}

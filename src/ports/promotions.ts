/** What a cart is discounted by, as it was pulled. */
import type { Promotions } from '../domain/pricing/prepare.ts'
import type { Coupon } from '../domain/pricing/promotion.ts'

export interface PromotionReads {
  /** All that were pulled, made ready once for each pull that changed them. */
  promotions(): Promotions
  /** By its code, as `couponCodeOf` writes it. */
  coupon(code: string): Coupon | undefined
}

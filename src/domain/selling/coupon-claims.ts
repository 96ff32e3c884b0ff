/**
 * Coupons as the backend counts them: its word is asked for on those that are good for so many
 * sales, and the entry names every one that the sale used.
 */
import type { Claim } from '../claim.ts'
import type { GivenCoupon } from './draft.ts'

/** The claims by which the cart's coupons are used here and nowhere else. */
export function claimsOfCoupons(coupons: readonly GivenCoupon[] = []): Claim[] {
  return coupons.flatMap(({ code, claim }) =>
    claim === undefined ? [] : [couponClaim(claim, code)],
  )
}

export function couponClaim(id: string, code: string): Claim {
  return { id, kind: 'coupon', key: code, amount: 1 }
}

/** As a cart waits with it: nobody holds it for that long, and it is claimed anew. */
export function withoutClaim({ claim: _claim, word: _word, ...bare }: GivenCoupon): GivenCoupon {
  return bare
}

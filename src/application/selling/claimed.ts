/** What the cart claimed at the backend for itself; its tenders have claims of their own. */
import { claimsOfCoupons } from '../../domain/selling/coupon-claims.ts'
import type { Draft } from '../../domain/selling/draft.ts'
import { claimsOf } from '../../domain/selling/sale.ts'
import type { Core } from '../core.ts'

type Claiming = Pick<Draft, 'lines' | 'coupons' | 'layaway'>

/**
 * In a transaction: what the cart no longer has can be taken elsewhere, or all of it where the cart
 * itself is gone.
 */
export function letGoOf({ store, claims }: Core, before: Claiming, after?: Claiming): void {
  const kept = new Set(after && claimedBy(after))
  const gone = claimedBy(before).filter((id) => !kept.has(id))
  if (gone.length > 0) store.afterCommit(() => claims.release(gone))
}

function claimedBy({ lines, coupons, layaway }: Claiming): string[] {
  const ids = [...claimsOf(lines), ...claimsOfCoupons(coupons)].map(({ id }) => id)
  return layaway ? [...ids, layaway.claim] : ids
}

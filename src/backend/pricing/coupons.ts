/** The codes that bring promotions: given by a person, or made here so that nobody guesses them. */
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  CODES_SHOWN,
  COUPONS_LIMIT,
  type CouponCounts,
  type couponInputSchema,
} from '../../contract/backend/promotions.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { couponCodeOf, type Coupon } from '../../domain/pricing/promotion.ts'
import type { Random } from '../../ports/random.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { promotionOf } from './promotions.ts'

/** No letter looks like a digit or another letter. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** 60 bits: who tries for years finds none of twenty thousand. */
const CODE_LENGTH = 12

/**
 * Gives a promotion codes. A code that is taken keeps what it brings: the answer holds only the new
 * ones. `not-found` where the promotion is unknown or needs no coupon, `limit-coupons` where it
 * would have too many.
 */
export async function createCoupons(
  backend: Backend,
  tenant: string,
  { promotion, codes, singleUse, uses }: z.infer<typeof couponInputSchema>,
): Promise<Result<Coupon[]>> {
  const wanted = [...new Set(codes.map(couponCodeOf))]
  const good = { singleUse, ...(uses !== undefined && { uses }) }
  const coupons = wanted.map((code): Coupon => {
    return { id: backend.random.id(), kind: 'coupon', code, promotion, ...good }
  })
  return write<Result<Coupon[]>>(backend, tenant, async (transaction) => {
    // Its row is held: two who make coupons at once are counted one after the other.
    const document = await promotionOf(transaction, tenant, promotion)
    if (document?.needsCoupon !== true) return { value: fail('not-found') }
    const { made: before } = await transaction
      .selectFrom('coupon')
      .select(({ fn }) => fn.countAll<number>().as('made'))
      .where('tenant', '=', tenant)
      .where('promotion', '=', promotion)
      .executeTakeFirstOrThrow()
    if (before + coupons.length > COUPONS_LIMIT) {
      return { value: fail('limit-coupons', { limit: COUPONS_LIMIT }) }
    }
    const made = await transaction
      .insertInto('coupon')
      .values(
        coupons.map(({ id, code }) => ({
          ...{ tenant, id, code, promotion, single_use: singleUse, uses: uses ?? null },
        })),
      )
      .onConflict((conflict) => conflict.columns(['tenant', 'code']).doNothing())
      .returning('id')
      .execute()
    const ids = new Set(made.map(({ id }) => id))
    const value = coupons.filter(({ id }) => ids.has(id))
    return { value: succeed(value), changes: [changeOf(PRICING, value)] }
  })
}

interface Wanted {
  readonly promotion: string
  readonly count: number
  readonly singleUse: boolean
  readonly uses?: number | undefined
}

export function makeCoupons(
  backend: Backend,
  tenant: string,
  { count, ...of }: Wanted,
): Promise<Result<Coupon[]>> {
  const codes = Array.from({ length: count }, () => makeCode(backend.random))
  return createCoupons(backend, tenant, { ...of, codes })
}

/** 32 letters and digits: each byte's low five bits choose one without favour. */
function makeCode(random: Random): string {
  return [...random.bytes(CODE_LENGTH)].map((byte) => ALPHABET[byte % 32]).join('')
}

/**
 * A promise that has expired is none any more, whether or not somebody has ended it. A sale that
 * used a code used it: goods that come back give nothing back of that.
 */
export async function countCoupons(
  database: Reading,
  tenant: string,
  promotion: string,
  now: number,
): Promise<CouponCounts> {
  const each = sql`
    select code, single_use, uses, coalesce((
      select taken from claimable where claimable.tenant = coupon.tenant
        and claimable.kind = 'coupon' and claimable.key = coupon.code
    ), 0) as used, (
      select count(*) from claim where claim.tenant = coupon.tenant and claim.kind = 'coupon'
        and claim.key = coupon.code and claim.expires_at > ${now}
    ) as claimed
    from coupon where coupon.tenant = ${tenant} and promotion = ${promotion}`
  const { rows } = await sql<Omit<CouponCounts, 'free' | 'codes'>>`
    select count(*) as made, count(*) filter (where not single_use) as reusable,
      count(*) filter (where single_use and used > 0) as used,
      count(*) filter (where single_use and used = 0 and claimed > 0) as claimed,
      coalesce(sum(used), 0)::bigint as uses
    from (${each}) as each
  `.execute(database)
  // Of those that are good for one sale each is as secret as when it was made.
  const { rows: codes } = await sql<CouponCounts['codes'][number]>`
    select code, used, claimed, uses as most from (${each}) as each
    where not single_use order by used desc, code limit ${CODES_SHOWN}
  `.execute(database)
  const counted = rows[0] ?? { made: 0, reusable: 0, used: 0, claimed: 0, uses: 0 }
  const { made, reusable, used, claimed } = counted
  return { ...counted, free: made - reusable - used - claimed, codes }
}

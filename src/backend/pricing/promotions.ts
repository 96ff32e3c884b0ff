/** What the owner does with promotions. One that was made is never changed, only ended. */
import type { z } from 'zod'
import type {
  couponInputSchema,
  endPromotionInputSchema,
  promotionInputSchema,
} from '../../contract/backend/pricing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { couponCodeOf, type Coupon, type Promotion } from '../../domain/pricing/promotion.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { PRICING } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'

/** How many promotions of a tenant have not ended; terminals hold all of them in memory. */
export const PROMOTIONS_LIMIT = 2000
/** How many coupons one request makes. */
export const COUPONS_AT_ONCE = 1000

/**
 * It begins now at the earliest: what was sold before stays priced as it was. `limit-promotions`
 * where too many have not ended.
 */
export async function createPromotion(
  backend: Backend,
  tenant: string,
  input: z.infer<typeof promotionInputSchema>,
): Promise<Result<Promotion>> {
  const now = backend.clock.now()
  const from = Math.max(input.from, now)
  if (input.to !== null && input.to <= from) return fail('input-invalid')
  const promotion: Promotion = { ...input, id: backend.random.id(), kind: 'promotion', from }
  return write<Result<Promotion>>(backend, tenant, async (transaction) => {
    const { open } = await transaction
      .selectFrom('promotion')
      .select(({ fn }) => fn.countAll<number>().as('open'))
      .where('tenant', '=', tenant)
      .where(({ or, eb }) => or([eb('valid_to', 'is', null), eb('valid_to', '>', now)]))
      .executeTakeFirstOrThrow()
    if (open >= PROMOTIONS_LIMIT) {
      return { value: fail('limit-promotions', { limit: PROMOTIONS_LIMIT }) }
    }
    const { id, to } = promotion
    await transaction
      .insertInto('promotion')
      .values({ tenant, id, valid_to: to, document: JSON.stringify(promotion) })
      .execute()
    return { value: succeed(promotion), changes: [changeOf(PRICING, [promotion])] }
  })
}

/** Ends it now or at an instant to come, never after its own end. Undefined: it is unknown. */
export async function endPromotion(
  backend: Backend,
  tenant: string,
  { promotion: id, at }: z.infer<typeof endPromotionInputSchema>,
): Promise<Promotion | undefined> {
  const now = backend.clock.now()
  return write(backend, tenant, async (transaction) => {
    const row = await transaction
      .selectFrom('promotion')
      .select('document')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { value: undefined }
    const own = row.document.to ?? Infinity
    const to = Math.min(Math.max(at ?? now, now), own)
    const ended = { ...row.document, to }
    await transaction
      .updateTable('promotion')
      .set({ valid_to: to, document: JSON.stringify(ended) })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .execute()
    return { value: ended, changes: [changeOf(PRICING, [ended])] }
  })
}

export async function listPromotions(database: Reading, tenant: string): Promise<Promotion[]> {
  const rows = await database
    .selectFrom('promotion')
    .select('document')
    .where('tenant', '=', tenant)
    .orderBy('id')
    .execute()
  return rows.map(({ document }) => document)
}

/**
 * Gives a promotion codes. A code that is taken keeps what it brings: the answer holds only the new
 * ones. Undefined where the promotion is unknown or needs no coupon.
 */
export async function createCoupons(
  backend: Backend,
  tenant: string,
  { promotion, codes, singleUse }: z.infer<typeof couponInputSchema>,
): Promise<Coupon[] | undefined> {
  const wanted = [...new Set(codes.map(couponCodeOf))]
  const coupons = wanted.map((code): Coupon => {
    return { id: backend.random.id(), kind: 'coupon', code, promotion, singleUse }
  })
  return write(backend, tenant, async (transaction) => {
    const row = await transaction
      .selectFrom('promotion')
      .select('document')
      .where('tenant', '=', tenant)
      .where('id', '=', promotion)
      .executeTakeFirst()
    if (row?.document.needsCoupon !== true) return { value: undefined }
    const made = await transaction
      .insertInto('coupon')
      .values(
        coupons.map(({ id, code }) => ({ tenant, id, code, promotion, single_use: singleUse })),
      )
      .onConflict((conflict) => conflict.columns(['tenant', 'code']).doNothing())
      .returning('id')
      .execute()
    const ids = new Set(made.map(({ id }) => id))
    const value = coupons.filter(({ id }) => ids.has(id))
    return { value, changes: [changeOf(PRICING, value)] }
  })
}

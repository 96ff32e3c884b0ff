/** Promotions and coupons as they were pulled. */
import { preparePromotions } from '../domain/pricing/prepare.ts'
import type { Coupon, Promotion } from '../domain/pricing/promotion.ts'
import type { PromotionReads } from '../ports/promotions.ts'
import type { Connection } from './connection.ts'
import { keptUntilChanged, type Documents } from './documents.ts'
import { TEXT } from './sellables.ts'

/** Promotions are made ready once and kept until pricing is written; a coupon is one look-up. */
export function preparePromotionReads(connection: Connection, pricing: Documents): PromotionReads {
  const read = connection
    .prepare<[], string>(`SELECT data FROM pricing WHERE kind = 'promotion' AND deleted = 0`)
    .pluck()
  const byCode = connection
    .prepare<[string], string>(
      `SELECT data FROM pricing
       WHERE code = ${TEXT} AND kind = 'coupon' AND deleted = 0 ORDER BY id LIMIT 1`,
    )
    .pluck()
  return {
    promotions: keptUntilChanged(pricing, () =>
      preparePromotions(read.all().map((data) => JSON.parse(data) as Promotion)),
    ),
    coupon(code) {
      const data = byCode.get(code)
      return data === undefined ? undefined : (JSON.parse(data) as Coupon)
    },
  }
}

/** What the office asks about promotions and their coupons. */
import { countCoupons, createCoupons, makeCoupons } from '../pricing/coupons.ts'
import { promotionGround } from '../pricing/promotion-ground.ts'
import { createPromotion, endPromotion, listPromotions } from '../pricing/promotions.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { notFound, valueOf } from './refusal.ts'

export const promotionsRouter = {
  list: guarded.promotions.list.handler(({ input, context }) => {
    const { database, clock } = context.backend
    return listPromotions(database, requireOffice(context).tenant, { ...input, now: clock.now() })
  }),
  ground: guarded.promotions.ground.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return promotionGround(context.backend.database, shop)
  }),
  create: guarded.promotions.create.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return valueOf(await createPromotion(context.backend, tenant, input))
  }),
  end: guarded.promotions.end.handler(async ({ input, context }) => {
    const ended = await endPromotion(context.backend, requireOffice(context).tenant, input)
    return ended ?? notFound()
  }),
  countCoupons: guarded.promotions.countCoupons.handler(({ input, context }) => {
    const { tenant } = requireOffice(context)
    const { database, clock } = context.backend
    return countCoupons(database, tenant, input.promotion, clock.now())
  }),
  createCoupons: guarded.promotions.createCoupons.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return { coupons: valueOf(await createCoupons(context.backend, tenant, input)) }
  }),
  makeCoupons: guarded.promotions.makeCoupons.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return { coupons: valueOf(await makeCoupons(context.backend, tenant, input)) }
  }),
}

/** What the demo shop gives: a coupon that is good for every customer. */
import { createCoupons } from '../../backend/pricing/coupons.ts'
import { createPromotion } from '../../backend/pricing/promotions.ts'
import type { Backend } from '../../backend/backend.ts'
import { minor } from '../../domain/money.ts'
import { rate } from '../../domain/rate.ts'

const CODE = 'WELCOME10'

/** A tenth off from 5.00 on. */
export async function offerWelcome(backend: Backend, tenant: string): Promise<void> {
  const made = await createPromotion(backend, tenant, {
    name: 'Welcome',
    rule: {
      kind: 'cart-percent',
      target: { variants: [], departments: [], except: [] },
      minimum: minor(500),
      rate: rate(100_000),
    },
    ...{ from: 0, to: null, hours: [], stores: [], groups: [] },
    ...{ needsCoupon: true, limit: null, stackable: true, priority: 0 },
  })
  if (!made.ok) throw new Error(`the demo's coupon was not made: ${made.failure.code}`)
  await createCoupons(backend, tenant, {
    promotion: made.value.id,
    codes: [CODE],
    singleUse: false,
  })
}

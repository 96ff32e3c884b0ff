/** A cart of the online store as a till would hold it: the same draft, by the same engine. */
import { couponCodeOf, usesOf } from '../../domain/pricing/promotion.ts'
import { listsOf } from '../../domain/pricing/group-price.ts'
import type { PricedCart } from '../../domain/pricing/priced.ts'
import { emptyDraft, type Draft, type GivenCoupon } from '../../domain/selling/draft.ts'
import { priceDraft, type PricingRules } from '../../domain/selling/priced-cart.ts'
import type { StoreSettings } from '../../domain/settings.ts'
import type { Random } from '../../ports/random.ts'
import type { Reading } from '../backend.ts'
import { storeSettingsOf } from '../setup/store-settings.ts'
import type { ShopNow } from '../shop/priced-variants.ts'
import type { WebBuyer } from './buyer.ts'
import { promotionsOf } from './known.ts'
import { webGoodsOf, type Wanted, type WebGoods } from './web-goods.ts'

export interface WebWish {
  readonly lines: readonly Wanted[]
  /** As the shopper typed them. */
  readonly coupons: readonly string[]
}

export interface WebCart extends Pick<WebGoods, 'unavailable' | 'costs'> {
  readonly draft: Draft
  readonly rules: PricingRules
  readonly settings: StoreSettings
  readonly priced: PricedCart
  /** Codes that bring nothing: unknown, used up, or not for this cart. */
  readonly couponsRefused: readonly string[]
}

/** `id` becomes that of the sale; a cart that is only priced may have any. */
export async function webCartOf(
  { database, random }: { readonly database: Reading; readonly random: Random },
  shop: ShopNow,
  { id, lines: wanted, coupons: typed }: WebWish & { readonly id: string },
  buyer?: WebBuyer,
): Promise<WebCart> {
  const settings = await storeSettingsOf(database, shop)
  const groups = buyer?.details.groups ?? []
  const lists = await likeLists(database, shop, listsOf(settings.customerGroups, groups))
  const { lines, ...goods } = await webGoodsOf(database, random, shop, { wanted, lists })
  const codes = [...new Set(typed.map(couponCodeOf))]
  const coupons = await couponsOf(database, shop.tenant, codes)
  const draft: Draft = {
    ...{ ...emptyDraft(id, shop.now), lines: [...lines], coupons },
    ...(buyer && {
      customer: buyer.customer,
      buyer: { groups: buyer.details.groups, exempt: buyer.details.exempt },
    }),
  }
  const promotions = await promotionsOf(database, shop.tenant)
  const rules = { store: settings, taxIncluded: shop.taxIncluded, promotions }
  const priced = priceDraft(draft, rules)
  const used = new Set(priced.applied.map(({ coupon }) => coupon))
  const couponsRefused = codes.filter((code) => !used.has(code))
  return { ...goods, draft, rules, settings, priced, couponsRefused }
}

/** Prices of other money, or that hold the tax otherwise, cannot stand in one cart. */
export async function likeLists(
  database: Reading,
  { tenant, currency, taxIncluded }: ShopNow,
  lists: readonly string[],
): Promise<readonly string[]> {
  if (lists.length === 0) return []
  const rows = await database
    .selectFrom('price_list')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', [...lists])
    .where('currency', '=', currency)
    .where('tax_included', '=', taxIncluded)
    .execute()
  const like = new Set(rows.map(({ id }) => id))
  return lists.filter((list) => like.has(list))
}

/** A code that was used by as many sales as it is good for, or is promised to, is none any more. */
async function couponsOf(
  database: Reading,
  tenant: string,
  codes: readonly string[],
): Promise<GivenCoupon[]> {
  if (codes.length === 0) return []
  const rows = await database
    .selectFrom('coupon')
    .leftJoin('claimable', (join) =>
      join
        .onRef('claimable.tenant', '=', 'coupon.tenant')
        .onRef('claimable.key', '=', 'coupon.code')
        .on('claimable.kind', '=', 'coupon'),
    )
    .select(['code', 'promotion', 'single_use', 'uses', 'taken', 'held'])
    .where('coupon.tenant', '=', tenant)
    .where('code', 'in', [...codes])
    .orderBy('code')
    .execute()
  return rows.flatMap(({ code, promotion, single_use: singleUse, uses, taken, held }) => {
    const coupon = { code, promotion, singleUse, ...(uses !== null && { uses }) }
    return (taken ?? 0) + (held ?? 0) < (usesOf(coupon) ?? Infinity) ? [coupon] : []
  })
}

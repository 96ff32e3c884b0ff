/** The shop's prices as the pulled pricing has them now. */
import type { Draft } from '../domain/selling/draft.ts'
import { priceDraft, type PricingRules } from '../domain/selling/priced-cart.ts'
import type { PricedCart } from '../domain/pricing/priced.ts'
import type { Core } from './core.ts'
import type { Shop } from './shop.ts'

export function pricingRules({ store }: Pick<Core, 'store'>, shop: Shop): PricingRules {
  const { taxIncluded } = shop.list
  return { store: shop.store, taxIncluded, promotions: store.catalogue.promotions() }
}

/** What the cart comes to at the moment of its last change. */
export function pricedDraft(core: Pick<Core, 'store'>, shop: Shop, draft: Draft): PricedCart {
  return priceDraft(withBuyer(core, draft), pricingRules(core, shop))
}

/** The draft with what of its customer changes prices: as agreed, or as this till knows it now. */
export function withBuyer({ store }: Pick<Core, 'store'>, draft: Draft): Draft {
  if (draft.buyer) return draft
  const known = draft.customer ? store.customers.find(draft.customer) : undefined
  return known
    ? { ...draft, buyer: { groups: known.details.groups, exempt: known.details.exempt } }
    : draft
}

/** A web cart priced as the till would price it: the same goods, promotions, engine and moment. */
import type { Quote, QuoteInput } from '../../contract/backend/pricing.ts'
import type { Backend } from '../backend.ts'
import type { ShopNow } from '../shop/priced-variants.ts'
import type { WebBuyer } from './buyer.ts'
import { webCartOf, type WebCart } from './web-cart.ts'

/** `buyer` comes from whoever is signed in, never from what a stranger says of themselves. */
export async function quote(
  backend: Pick<Backend, 'database' | 'random'>,
  shop: ShopNow,
  input: QuoteInput,
  buyer?: WebBuyer,
): Promise<Quote> {
  const id = backend.random.id()
  return quoteOf(shop, await webCartOf(backend, shop, { ...input, id }, buyer))
}

export function quoteOf(shop: ShopNow, { draft, priced, ...cart }: WebCart): Quote {
  const { engine, taxes, gross, discount, subtotal, tax, total } = priced
  const above = new Map(draft.lines.map(({ id, variant }) => [id, variant]))
  return {
    ...{ engine, version: cart.rules.promotions.version, at: shop.now },
    ...{ currency: shop.currency, taxIncluded: shop.taxIncluded },
    lines: priced.lines.flatMap((each, place) => {
      const line = draft.lines[place]
      if (!line || line.variant === null) return []
      const { variant, name, quantity, unit, unitPrice, belongsTo } = line
      const depositOf = belongsTo && above.get(belongsTo.line)
      const { gross: full, net, total: due } = each
      const figures = { gross: full, discounts: [...each.discounts], net, total: due }
      const goods = { variant, name, quantity, unit, unitPrice }
      return [{ ...goods, ...(depositOf && { depositOf }), ...figures }]
    }),
    unavailable: [...cart.unavailable],
    couponsRefused: [...cart.couponsRefused],
    ...{ taxes: [...taxes], gross, discount, subtotal, tax, total },
  }
}

/** A cart that comes back: as it was, or, after a quote's last day, at the prices of the day. */
import { resumedDraftOf, type ParkedCart } from '../../domain/selling/parked.ts'
import { pricedAtOf, type Draft, type Line } from '../../domain/selling/draft.ts'
import { holds } from '../../domain/selling/quote.ts'
import { pricedAt, shelfOf } from '../../domain/pricing/group-price.ts'
import type { Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { pricedForCustomer } from '../selling/group-prices.ts'

export function takenUp(core: Core, cart: ParkedCart, { shop, context }: Authority): Draft {
  const draft = resumedDraftOf(cart.draft)
  if (!cart.quote) return draft
  if (holds(cart.quote, context.businessDate)) {
    return { ...draft, quoted: { park: cart.park, at: pricedAtOf(cart.draft) } }
  }
  const { quoted: _quoted, buyer: _buyer, ...free } = draft
  const forCustomer = pricedForCustomer(core, free)
  const today = (line: Line): Line => {
    const { variant } = line
    if (variant === null || !shelfOf(line)) return line
    const price = core.store.catalogue.byVariant(variant, shop.list.id, context.at)?.price
    if (!price) return line
    const shelf = { price: price.id, unitPrice: price.unitPrice }
    return forCustomer(pricedAt({ ...line, addedAt: context.at }, shelf, shelf))
  }
  return { ...free, lines: free.lines.map(today) }
}

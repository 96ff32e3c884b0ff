/** What the online store asks; public, but for placing an order. */
import { quantity } from '../../domain/quantity.ts'
import { placeOrder } from '../orders/place.ts'
import { buyerOf } from '../pricing/buyer.ts'
import { quote } from '../pricing/quote.ts'
import { availabilityOf } from '../shop/availability.ts'
import { listDepartments, listOffers } from '../shop/offers.ts'
import { shopOf, type Shop } from '../setup/shop.ts'
import { guarded, publicShop, type RequestContext } from './context.ts'
import { notFound, raise, valueOf } from './refusal.ts'
import { shopperIn } from './shopper-router.ts'

export const shopRouter = {
  offers: guarded.shop.offers.handler(async ({ input, context }) => {
    const shop = await openShop(context)
    const shopper = await shopperIn(context, shop)
    return listOffers(context.backend.database, shop, input, shopper?.details.groups)
  }),
  departments: guarded.shop.departments.handler(async ({ context }) =>
    listDepartments(context.backend.database, await openShop(context)),
  ),
  quote: guarded.shop.quote.handler(async ({ input, context }) => {
    const shop = await openShop(context)
    const answer = await quote(context.backend, shop, input, await shopperIn(context, shop))
    const variants = answer.lines.map(({ variant }) => variant)
    const available = await availabilityOf(context.backend.database, shop, variants)
    const lines = answer.lines.map((line) => {
      const { variant, depositOf } = line
      // What is only lent goes along with its goods.
      return depositOf ? line : { ...line, available: available.get(variant) ?? quantity(0) }
    })
    return { ...answer, lines }
  }),
  orderQuote: guarded.shop.orderQuote.handler(async ({ input, context }) => {
    const { backend } = context
    const shop = await keyedShop(context)
    const { customer, ...wish } = input
    const buyer =
      customer === undefined ? undefined : await buyerOf(backend.database, shop.tenant, customer)
    if (customer !== undefined && !buyer) throw raise('customer-unknown')
    return quote(backend, { ...shop, now: backend.clock.now() }, wish, buyer)
  }),
  order: guarded.shop.order.handler(async ({ input, context }) =>
    valueOf(await placeOrder(context.backend, await keyedShop(context), input)),
  ),
}

/** The shop for which an online store showed its key. */
async function keyedShop({ backend, onlineStore }: RequestContext): Promise<Shop> {
  if (!onlineStore) throw raise('credential-wrong')
  return (await shopOf(backend.database, onlineStore.tenant, null)) ?? notFound()
}

async function openShop(context: RequestContext): Promise<Shop & { now: number }> {
  return { ...(await publicShop(context)), now: context.backend.clock.now() }
}

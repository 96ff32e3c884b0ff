/** What the owner asks about price lists. */
import { createPriceList, priceListsOf, setPrices } from '../pricing/price-lists.ts'
import { guarded, ownShop, requireOwner } from './context.ts'
import { valueOf } from './refusal.ts'

export const priceListsRouter = {
  list: guarded.priceLists.list.handler(async ({ context }) => {
    const { tenant } = requireOwner(context)
    return { lists: await priceListsOf(context.backend.database, tenant) }
  }),
  create: guarded.priceLists.create.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return { lists: valueOf(await createPriceList(context.backend, shop, input.name)) }
  }),
  setPrices: guarded.priceLists.setPrices.handler(async ({ input, context }) => {
    const { tenant } = requireOwner(context)
    return { prices: valueOf(await setPrices(context.backend, tenant, input)) }
  }),
}

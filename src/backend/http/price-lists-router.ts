/** What the owner asks about price lists. */
import { goodsOfList } from '../pricing/listed-goods.ts'
import { previewPriceFile, setPriceFile } from '../pricing/price-file.ts'
import { createPriceList, setPrices, usedPriceLists } from '../pricing/price-lists.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import { valueOf } from './refusal.ts'

export const priceListsRouter = {
  list: guarded.priceLists.list.handler(({ context }) => {
    return usedPriceLists(context.backend.database, requireOffice(context).tenant)
  }),
  create: guarded.priceLists.create.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await createPriceList(context.backend, shop, input.name))
  }),
  setPrices: guarded.priceLists.setPrices.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return { prices: valueOf(await setPrices(context.backend, tenant, input)) }
  }),
  goods: guarded.priceLists.goods.handler(({ input, context }) => {
    const { database, clock } = context.backend
    const { tenant } = requireOffice(context)
    return goodsOfList(database, tenant, { ...input, now: clock.now() })
  }),
  previewFile: guarded.priceLists.previewFile.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return valueOf(await previewPriceFile(context.backend, tenant, input))
  }),
  setFile: guarded.priceLists.setFile.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return valueOf(await setPriceFile(context.backend, tenant, input))
  }),
}

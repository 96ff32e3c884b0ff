/** What the online store asks; public. */
import { quote } from '../pricing/quote.ts'
import { listDepartments, listOffers } from '../shop/offers.ts'
import { firstShop, type Shop } from '../setup/shop.ts'
import { guarded, type RequestContext } from './context.ts'
import { raise } from './refusal.ts'

export const shopRouter = {
  offers: guarded.shop.offers.handler(async ({ input, context }) =>
    listOffers(context.backend.database, await openShop(context), input),
  ),
  departments: guarded.shop.departments.handler(async ({ context }) =>
    listDepartments(context.backend.database, await openShop(context)),
  ),
  quote: guarded.shop.quote.handler(async ({ input, context }) =>
    quote(context.backend.database, await openShop(context), input),
  ),
}

async function openShop({ backend }: RequestContext): Promise<Shop & { now: number }> {
  const shop = await firstShop(backend.database)
  if (!shop) throw raise('not-found')
  return { ...shop, now: backend.clock.now() }
}

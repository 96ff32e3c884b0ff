/** What the owner asks of online stores that run elsewhere. */
import { endShopKey, makeShopKey, shopKeysOf } from '../access/shop-keys.ts'
import { guarded, requireOffice } from './context.ts'
import { raise, valueOf } from './refusal.ts'

export const shopKeysRouter = {
  make: guarded.shopKeys.make.handler(async ({ input, context }) =>
    valueOf(await makeShopKey(context.backend, requireOffice(context).tenant, input.name)),
  ),
  list: guarded.shopKeys.list.handler(({ context }) =>
    shopKeysOf(context.backend.database, requireOffice(context).tenant),
  ),
  end: guarded.shopKeys.end.handler(async ({ input, context }) => {
    const ended = await endShopKey(context.backend, requireOffice(context).tenant, input.id)
    if (!ended) throw raise('not-found')
    return { ended }
  }),
}

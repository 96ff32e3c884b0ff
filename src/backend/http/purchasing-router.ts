/** Orders from suppliers for the owner. */
import { ORDERS_SHOWN } from '../../contract/backend/purchasing.ts'
import { ordersOf } from '../purchasing/orders.ts'
import { closeOrder } from '../purchasing/close.ts'
import { nameOrder, placeOrder } from '../purchasing/place.ts'
import { guarded, ownShop } from './context.ts'
import { valueOf } from './refusal.ts'

export const purchasingRouter = {
  list: guarded.purchasing.list.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return ordersOf(context.backend.database, shop, ORDERS_SHOWN)
  }),
  place: guarded.purchasing.place.handler(async ({ input, context }) => {
    const { store = null, ...wanted } = input
    return valueOf(await placeOrder(context.backend, await ownShop(context, store), wanted))
  }),
  name: guarded.purchasing.name.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await nameOrder(context.backend, shop, input.order, input.reference))
  }),
  close: guarded.purchasing.close.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return valueOf(await closeOrder(context.backend, shop, input.order, input.reason))
  }),
}

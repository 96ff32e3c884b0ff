/** Who is told of an order: the store that waits for it, and the one that sent it. */
import type { PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Transfer } from '../../domain/stock/transfer.ts'
import type { Transaction } from '../backend.ts'
import { stockFeed } from '../feeds/names.ts'
import { changeOf, type FeedChange } from '../feeds/stamp.ts'
import { orderOf, type Place } from './orders.ts'

/** Held until the commit, so that who changes it follows who did before; false where it is none. */
export async function holdOrder(
  transaction: Transaction,
  { tenant, store }: Place,
  id: string,
): Promise<boolean> {
  const held = await transaction
    .selectFrom('purchase_order')
    .select('id')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return held !== undefined
}

/** The order as it is now, for everybody who is told; nothing where there is none. */
export async function toldOf(
  transaction: Transaction,
  place: Place,
  id: string,
): Promise<FeedChange[]> {
  const order = await orderOf(transaction, place, id)
  if (!order) return []
  const own = changeOf(stockFeed(place.store), [order])
  if (order.sentFrom === undefined) return [own]
  const { name: to } = await transaction
    .selectFrom('store')
    .select('name')
    .where('tenant', '=', place.tenant)
    .where('id', '=', place.store)
    .executeTakeFirstOrThrow()
  return [own, changeOf(stockFeed(order.sentFrom), [transferOf(order, to)])]
}

function transferOf({ id, number, orderedAt, state, lines }: PurchaseOrder, to: string): Transfer {
  return {
    ...{ id: `${id}/sent`, kind: 'transfer', number, to, sentAt: orderedAt, state, contains: {} },
    lines: lines.map(({ item, name, unit, ordered, received }) => {
      return { item, name, unit, sent: ordered, received }
    }),
  }
}

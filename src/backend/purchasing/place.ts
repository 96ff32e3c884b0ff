/** Orders that the owner places. */
import type { z } from 'zod'
import type { placeOrderInputSchema } from '../../contract/backend/purchasing.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { stockFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { orderOf, type Place } from './orders.ts'
import { holdOrder, toldOf } from './told.ts'

type Wanted = Omit<z.infer<typeof placeOrderInputSchema>, 'store'>

/** Placed once by its id; asked again, it is answered as it is now. `not-found` for an item. */
export function placeOrder(
  backend: Backend,
  place: Place,
  wanted: Wanted,
): Promise<Result<PurchaseOrder>> {
  return write<Result<PurchaseOrder>>(backend, place.tenant, async (transaction) => {
    const before = await orderOf(transaction, place, wanted.order)
    if (before) return { value: succeed(before) }
    if (!(await knowsItems(transaction, place, wanted))) return { value: fail('not-found') }
    await insert(backend, transaction, place, wanted)
    const order = await orderOf(transaction, place, wanted.order)
    if (!order) throw new Error('an order is there once it was written')
    return { value: succeed(order), changes: [changeOf(stockFeed(place.store), [order])] }
  })
}

async function knowsItems(
  transaction: Transaction,
  { tenant }: Place,
  { lines }: Wanted,
): Promise<boolean> {
  const items = new Set(lines.map(({ item }) => item))
  const known = await transaction
    .selectFrom('inventory_item')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', 'in', [...items])
    .execute()
  return items.size === lines.length && known.length === items.size
}

async function insert(
  { clock }: Backend,
  transaction: Transaction,
  { tenant, store }: Place,
  { order, supplier, reference, expected, lines }: Wanted,
): Promise<void> {
  // The store's row orders those who number at once.
  await transaction
    .selectFrom('store')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .forUpdate()
    .execute()
  const { count } = await transaction
    .selectFrom('purchase_order')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('sent_from', 'is', null)
    .executeTakeFirstOrThrow()
  const number = `PO-${String(count + 1).padStart(4, '0')}`
  await transaction
    .insertInto('purchase_order')
    .values({
      ...{ tenant, store, id: order, number, supplier, expected: expected ?? null },
      ...{ reference: reference ?? null, ordered_at: clock.now(), closed_at: null },
    })
    .execute()
  await transaction
    .insertInto('purchase_order_line')
    .values(
      lines.map(({ item, quantity, cost = null }, position) => ({
        ...{ tenant, store, purchase_order: order, item, position, ordered: quantity, cost },
      })),
    )
    .execute()
}

/** By which the supplier calls it, known once they answered; `not-found` for no such order. */
export function nameOrder(
  backend: Backend,
  place: Place,
  id: string,
  reference: string,
): Promise<Result<PurchaseOrder>> {
  const { tenant, store } = place
  return write<Result<PurchaseOrder>>(backend, tenant, async (transaction) => {
    if (!(await holdOrder(transaction, place, id))) return { value: fail('not-found') }
    await transaction
      .updateTable('purchase_order')
      .set({ reference })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('id', '=', id)
      .execute()
    const order = await orderOf(transaction, place, id)
    if (!order) throw new Error('an order is there while it is held')
    return { value: succeed(order), changes: await toldOf(transaction, place, id) }
  })
}

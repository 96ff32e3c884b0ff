/** The owner ends an order: what has not come is not waited for any more. */
import { sql } from 'kysely'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { UnitPrice } from '../../domain/money.ts'
import type { PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import { writtenOffOf, type ItemValue } from '../../domain/stock/write-off.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { append } from '../counter/append.ts'
import { holdCounter, openCounter } from '../counter/hold.ts'
import { whenOf } from '../counter/when.ts'
import { write } from '../database/write.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import type { Shop } from '../setup/shop.ts'
import { orderOf } from './orders.ts'
import { holdOrder, toldOf } from './told.ts'

/**
 * `not-found` where there is no such order. Of what another store sent the rest is written off,
 * which needs a reason (`close-reason-missing`) and is an entry of the store's online counter.
 */
export async function closeOrder(
  backend: Backend,
  shop: Shop,
  id: string,
  reason?: string,
): Promise<Result<PurchaseOrder>> {
  const before = await orderOf(backend.database, shop, id)
  if (!before) return fail('not-found')
  const isTransfer = before.sentFrom !== undefined && before.state === 'open'
  if (isTransfer && reason === undefined) return fail('close-reason-missing')
  if (isTransfer) await openCounter(backend, shop)
  return write<Result<PurchaseOrder>>(backend, shop.tenant, async (transaction) => {
    const asked = { backend, transaction, shop, id }
    const changes =
      isTransfer && reason !== undefined ? await writeOff(asked, reason) : await end(asked, reason)
    const order = await orderOf(transaction, shop, id)
    if (!order) throw new Error('an order is there once it was written')
    return { value: succeed(order), changes }
  })
}

interface Asked {
  readonly backend: Backend
  readonly transaction: Transaction
  readonly shop: Shop
  readonly id: string
}

async function end({ backend, transaction, shop, id }: Asked, reason?: string) {
  const { tenant, store } = shop
  await holdOrder(transaction, shop, id)
  await transaction
    .updateTable('purchase_order')
    .set({ closed_at: backend.clock.now(), close_reason: reason ?? null })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute()
  return toldOf(transaction, shop, id)
}

/** The entry closes the order as a till's does. */
async function writeOff(
  { backend, transaction, shop, id }: Asked,
  reason: string,
): Promise<readonly FeedChange[]> {
  const when = await whenOf(transaction, shop, backend.clock.now())
  const { counter, changes: begun } = await holdCounter(backend, transaction, shop, when)
  await holdOrder(transaction, shop, id)
  const order = await orderOf(transaction, shop, id)
  // A till's word came in this moment.
  if (order?.state !== 'open') return begun
  const values = await valuesIn(transaction, shop, id, when.at)
  const rest = writtenOffOf(order, shop.currency, (item) => values.get(item) ?? UNKNOWN)
  const body = { order: id, number: order.number, reason, ...(rest && { writtenOff: rest }) }
  const fact = { kind: 'order-closed', body } as const
  return [...begun, ...(await append(backend, transaction, counter, fact, when))]
}

const UNKNOWN: ItemValue = { price: undefined, cost: undefined }

interface ValueRow {
  readonly item: string
  readonly price: UnitPrice | null
  readonly cost: UnitPrice | null
}

/** Of what is sold by itself its price in the store's list, and what each item costs. */
async function valuesIn(
  reading: Reading,
  { tenant, store, priceList }: Shop,
  order: string,
  at: number,
): Promise<ReadonlyMap<string, ItemValue>> {
  const { rows } = await sql<ValueRow>`
    select line.item, item.cost, (
      select price.unit_price
      from variant_item as part
      join price on price.tenant = part.tenant and price.variant = part.variant
        and price.list = ${priceList} and price.valid_from <= ${at}::bigint
        and (price.valid_to is null or price.valid_to > ${at}::bigint)
      where part.tenant = ${tenant} and part.item = line.item and part.quantity = 1000
        and not exists (
          select 1 from variant_item as other
          where other.tenant = part.tenant and other.variant = part.variant
            and other.item <> part.item
        )
      order by part.variant, price.valid_from desc, price.id limit 1
    ) as price
    from purchase_order_line as line
    left join inventory_item as item on item.tenant = ${tenant} and item.id = line.item
    where line.tenant = ${tenant} and line.store = ${store} and line.purchase_order = ${order}
  `.execute(reading)
  return new Map(
    rows.map(({ item, price, cost }) => {
      return [item, { price: price ?? undefined, cost: cost ?? undefined }]
    }),
  )
}

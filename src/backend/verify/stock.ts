/** Stock: levels are opening and movements, and what terminals pull is just that. */
import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '../backend.ts'

interface Found {
  readonly location: string
  readonly item: string
}

interface Search {
  readonly query: RawBuilder<Found>
  readonly wrong: string
}

const MOVED = sql`
  select tenant, store, location, item, sum(quantity)::bigint as quantity
  from stock_movement group by tenant, store, location, item`

const SEARCHES: readonly Search[] = [
  {
    query: sql`
      select level.location, level.item from inventory_level as level
      left join (${MOVED}) as moved on moved.tenant = level.tenant and moved.store = level.store
        and moved.location = level.location and moved.item = level.item
      where level.on_hand <> level.opening + coalesce(moved.quantity, 0)
      order by level.location, level.item limit 1`,
    wrong: 'what is on hand is not the opening and what has moved since',
  },
  {
    query: sql`
      select moved.location, moved.item from stock_movement as moved
      where not exists (
        select 1 from inventory_level as level
        where level.tenant = moved.tenant and level.store = moved.store
          and level.location = moved.location and level.item = moved.item
      )
      order by moved.location, moved.item limit 1`,
    wrong: 'it moved and has no level',
  },
  {
    query: sql`
      select level.location, level.item from inventory_level as level
      join feed_document as shown on shown.tenant = level.tenant
        and shown.feed = 'stock/' || level.store and shown.id = level.location || '/' || level.item
      where not shown.deleted and (
        (shown.document ->> 'onHand')::bigint <> level.on_hand
        or (shown.document ->> 'reserved')::bigint <> level.reserved
        or (shown.document ->> 'available')::bigint
          <> level.on_hand - level.reserved - level.unavailable - level.safety_stock
      )
      order by level.location, level.item limit 1`,
    wrong: 'terminals are shown another level',
  },
  {
    query: sql`
      select line.purchase_order as location, line.item from purchase_order_line as line
      left join (
        select receipt.tenant, receipt.store, receipt.purchase_order, moved.item,
          sum(moved.quantity)::bigint as quantity
        from goods_receipt as receipt
        join stock_movement as moved on moved.tenant = receipt.tenant
          and moved.store = receipt.store
          and moved.source like receipt.entry || '/%'
        group by receipt.tenant, receipt.store, receipt.purchase_order, moved.item
      ) as came on came.tenant = line.tenant and came.store = line.store
        and came.purchase_order = line.purchase_order and came.item = line.item
      where line.received <> coalesce(came.quantity, 0)
      order by line.purchase_order, line.item limit 1`,
    wrong: 'what came of the order is not what was received',
  },
  {
    query: sql`
      select line.purchase_order as location, line.item from purchase_order_line as line
      join purchase_order as "order" on "order".tenant = line.tenant
        and "order".store = line.store and "order".id = line.purchase_order
        and "order".sent_from is not null
      left join (
        select sent.tenant, sent.destination, sent.transfer, moved.item,
          -sum(moved.quantity)::bigint as quantity
        from goods_sent as sent
        join stock_movement as moved on moved.tenant = sent.tenant
          and moved.store = sent.store and moved.source like sent.entry || '/%'
        group by sent.tenant, sent.destination, sent.transfer, moved.item
      ) as gone on gone.tenant = line.tenant and gone.destination = line.store
        and gone.transfer = line.purchase_order and gone.item = line.item
      where line.ordered <> coalesce(gone.quantity, 0)
      order by line.purchase_order, line.item limit 1`,
    wrong: 'what is on its way, came or was written off is not what was sent',
  },
  {
    query: sql`
      select sent.transfer as location, moved.item from goods_sent as sent
      join stock_movement as moved on moved.tenant = sent.tenant
        and moved.store = sent.store and moved.source like sent.entry || '/%'
      where not exists (
        select 1 from purchase_order_line as line
        where line.tenant = sent.tenant and line.store = sent.destination
          and line.purchase_order = sent.transfer and line.item = moved.item
      )
      order by sent.transfer, moved.item limit 1`,
    wrong: 'it was sent, and nobody waits for it',
  },
]

/** `movements`: how many the entries speak of, each of which is known to be there. */
export async function findWrongStock(
  reading: Reading,
  movements: number,
): Promise<string | undefined> {
  for (const { query, wrong } of SEARCHES) {
    const [found] = (await query.execute(reading)).rows
    if (found) return `item ${found.item} at ${found.location}: ${wrong}`
  }
  const { rows } = await sql<{ kept: number }>`
    select count(*)::bigint as kept from stock_movement
  `.execute(reading)
  const more = (rows[0]?.kept ?? 0) - movements
  return more === 0 ? undefined : `${more} movements of goods that no entry speaks of`
}

/** Orders as terminals pull them, and as the owner reads them. */
import { sql } from 'kysely'
import { ORDER_LINES_LIMIT, type PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Reading } from '../backend.ts'

export interface Place {
  readonly tenant: string
  readonly store: string
}

interface OrderRow {
  readonly id: string
  readonly number: string
  readonly reference: string | null
  readonly supplier: string
  readonly orderedAt: number
  readonly expected: string | null
  readonly closedAt: number | null
  readonly sentFrom: string | null
  readonly lines: PurchaseOrder['lines'] | null
}

/** `contains` is the asking terminal's and is filled in by each pull. */
export async function orderOf(
  reading: Reading,
  place: Place,
  id: string,
): Promise<PurchaseOrder | undefined> {
  const [order] = await read(reading, place, sql`"order".id = ${id}`, 1)
  return order
}

/** The newest first; open ones before those that were closed. */
export function ordersOf(reading: Reading, place: Place, most: number): Promise<PurchaseOrder[]> {
  return read(reading, place, sql`true`, most)
}

async function read(
  reading: Reading,
  { tenant, store }: Place,
  where: ReturnType<typeof sql>,
  most: number,
): Promise<PurchaseOrder[]> {
  const { rows } = await sql<OrderRow>`
    select id, number, reference, supplier, expected,
      ordered_at as "orderedAt", closed_at as "closedAt",
      sent_from as "sentFrom", (
      select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'item', line.item, 'name', coalesce(item.name, ''), 'sku', coalesce(item.sku, ''),
        'unit', coalesce(item.unit, 'piece'), 'ordered', line.ordered,
        'received', line.received, 'cost', line.cost
      )) order by line.position, line.item)
      from (
        select * from purchase_order_line as each
        where each.tenant = ${tenant} and each.store = ${store}
          and each.purchase_order = "order".id
        order by position, item limit ${ORDER_LINES_LIMIT}
      ) as line
      left join inventory_item as item on item.tenant = ${tenant} and item.id = line.item
    ) as lines
    from purchase_order as "order"
    where tenant = ${tenant} and store = ${store} and ${where}
    order by closed_at is not null, ordered_at desc, id limit ${most}
  `.execute(reading)
  return rows.map(({ closedAt, expected, reference, sentFrom, lines, ...row }) => ({
    ...{ ...row, kind: 'purchase-order', lines: lines ?? [], contains: {} },
    ...(expected !== null && { expected }),
    ...(reference !== null && { reference }),
    ...(sentFrom !== null && { sentFrom }),
    state: closedAt === null ? 'open' : 'closed',
  }))
}

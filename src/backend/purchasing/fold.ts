/** What came of an order: a delivery adds to what has been received, and somebody ends it. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { holdOrder, toldOf } from './told.ts'

/** Behind those that were ordered. */
const LAST = 1_000_000

/** Somebody at a till says that the rest will not come; who said so first is who closed it. */
export async function foldClosedOrder(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
  entry: Entry,
): Promise<FeedChange[]> {
  if (entry.kind !== 'order-closed') return []
  const { order, reason } = entry.body
  if (!(await holdOrder(transaction, { tenant, store }, order))) return []
  await transaction
    .updateTable('purchase_order')
    .set({ closed_at: entry.at, close_reason: reason })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', '=', order)
    .where('closed_at', 'is', null)
    .execute()
  return toldOf(transaction, { tenant, store }, order)
}

/**
 * Two tills may have received one order: both deliveries stand, and what is more than was ordered
 * is shown. An order that this backend does not know is passed over: the goods have come all the
 * same. `source` is the entry's place and hash.
 */
export async function foldReceipt(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  entry: Entry,
  source: string,
): Promise<FeedChange[]> {
  if (entry.kind !== 'goods-received' || entry.body.order === undefined) return []
  const { order, note = null, movements } = entry.body
  if (!(await holdOrder(transaction, { tenant, store }, order))) return []
  const { at, actor } = entry
  await transaction
    .insertInto('goods_receipt')
    .values({ tenant, store, entry: source, purchase_order: order, terminal, at, actor, note })
    .execute()
  const rows = movements.map(({ item, quantity }) => ({ item, quantity }))
  await sql`
    insert into purchase_order_line as line
      (tenant, store, purchase_order, item, position, ordered, received)
    select ${tenant}, ${store}, ${order}, item, ${LAST}, 0, quantity
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as came (item text, quantity bigint)
    on conflict (tenant, store, purchase_order, item) do update
    set received = line.received + excluded.received
  `.execute(transaction)
  return toldOf(transaction, { tenant, store }, order)
}

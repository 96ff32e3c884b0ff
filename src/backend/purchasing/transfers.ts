/** What one store sends to another: an order there, of just what left here. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { holdOrder, toldOf } from './told.ts'

/** Whether the goods go to another store that this backend knows. */
export async function knowsDestination(
  transaction: Transaction,
  { tenant, store }: TerminalPrincipal,
  entry: Entry,
): Promise<boolean> {
  if (entry.kind !== 'transfer-sent') return true
  if (entry.body.to === store) return false
  const known = await transaction
    .selectFrom('store')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', '=', entry.body.to)
    .executeTakeFirst()
  return known !== undefined
}

/**
 * On both branches of a fork one transfer may have been sent: then twice as much left, and is on
 * its way. `source` is the entry's place and hash.
 */
export async function foldTransfer(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  entry: Entry,
  source: string,
): Promise<FeedChange[]> {
  if (entry.kind !== 'transfer-sent') return []
  const { transfer, name: number, to, note = null, movements } = entry.body
  const { at, actor } = entry
  await transaction
    .insertInto('goods_sent')
    .values({ tenant, store, entry: source, transfer, destination: to, terminal, at, actor, note })
    .execute()
  const { name: supplier } = await transaction
    .selectFrom('store')
    .select('name')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('purchase_order')
    .values({
      ...{ tenant, store: to, id: transfer, number, supplier, ordered_at: at },
      ...{ expected: null, closed_at: null, sent_from: store },
    })
    .onConflict((conflict) => conflict.columns(['tenant', 'store', 'id']).doNothing())
    .execute()
  await holdOrder(transaction, { tenant, store: to }, transfer)
  const rows = movements.map(({ item, quantity }, position) => ({
    ...{ item, quantity: 0 - quantity, position },
  }))
  await sql`
    insert into purchase_order_line as line
      (tenant, store, purchase_order, item, position, ordered)
    select ${tenant}, ${to}, ${transfer}, item, position, quantity
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as sent (item text, quantity bigint, position int)
    on conflict (tenant, store, purchase_order, item) do update
    set ordered = line.ordered + excluded.ordered
  `.execute(transaction)
  return toldOf(transaction, { tenant, store: to }, transfer)
}

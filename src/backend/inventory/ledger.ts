/**
 * Movements: each source moves goods once, whatever is sent again, and no level is read before it
 * is written.
 */
import { sql } from 'kysely'
import type { Level } from '../../domain/catalogue/stock.ts'
import type { Transaction } from '../backend.ts'
import { levelOf, type LevelRow } from './levels.ts'

export interface LedgerMovement {
  readonly source: string
  readonly location: string
  readonly item: string
  /** Signed thousandths: negative leaves the location. */
  readonly quantity: number
}

export interface Posting {
  readonly tenant: string
  readonly store: string
  /** When the goods moved, by the clock of whoever moved them. */
  readonly at: number
  /** When the backend learned of it. */
  readonly receivedAt: number
  readonly movements: readonly LedgerMovement[]
}

/**
 * Posts movements at locations of one store and answers the levels that changed. What was posted
 * before is passed over. Goods that moved have moved: a level may fall below zero, and then an
 * exception says by how much and through what.
 */
export async function post(transaction: Transaction, posting: Posting): Promise<Level[]> {
  const { tenant, store, at } = posting
  if (posting.movements.length === 0) return []
  const fresh = await transaction
    .insertInto('stock_movement')
    .values(posting.movements.map((each) => ({ tenant, store, at, ...each })))
    .onConflict((conflict) => conflict.columns(['tenant', 'store', 'source']).doNothing())
    .returning(['source', 'location', 'item', 'quantity'])
    .execute()
  const changes = changesInOrder(fresh)
  const levels = await move(transaction, posting, changes)
  await reportOversold(transaction, posting, changes, levels)
  return levels.map(levelOf)
}

/** One change for each level, in the one order in which everybody takes the locks. */
function changesInOrder(movements: readonly LedgerMovement[]): LedgerMovement[] {
  const changes = new Map<string, LedgerMovement>()
  for (const each of movements) {
    const key = `${each.item} ${each.location}`
    const before = changes.get(key)
    changes.set(key, before ? { ...before, quantity: before.quantity + each.quantity } : each)
  }
  return [...changes].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change)
}

/** One statement, which takes the levels' locks in the order that it is given. */
async function move(
  transaction: Transaction,
  { tenant, store }: Posting,
  changes: readonly LedgerMovement[],
): Promise<LevelRow[]> {
  const rows = changes.map(({ location, item, quantity }, position) => ({
    ...{ location, item, quantity, position },
  }))
  const moved = await sql<LevelRow>`
    insert into inventory_level as level (tenant, store, location, item, on_hand)
    select ${tenant}, ${store}, location, item, quantity
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as change (location text, item text, quantity bigint, position int)
    order by position
    on conflict (tenant, store, location, item) do update
    set on_hand = level.on_hand + excluded.on_hand
    returning store, location, item, on_hand, reserved, unavailable, safety_stock
  `.execute(transaction)
  return moved.rows
}

async function reportOversold(
  transaction: Transaction,
  { tenant, store, receivedAt }: Posting,
  changes: readonly LedgerMovement[],
  levels: readonly LevelRow[],
): Promise<void> {
  const exceptions = changes.flatMap(({ source, location, item, quantity }) => {
    const level = levels.find((each) => each.item === item && each.location === location)
    if (!level || quantity >= 0 || level.on_hand >= 0) return []
    const shortBy = Math.min(-level.on_hand, -quantity)
    return { source, location, item, short_by: shortBy }
  })
  if (exceptions.length === 0) return
  const about = {
    tenant,
    store,
    kind: 'oversold',
    found_at: receivedAt,
    resolved_at: null,
  } as const
  await transaction
    .insertInto('stock_exception')
    .values(exceptions.map((each) => ({ ...each, ...about })))
    .execute()
}

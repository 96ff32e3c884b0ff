/** What lay on the shelf before the first movement. */
import { sql } from 'kysely'
import type { Level } from '../../domain/catalogue/stock.ts'
import type { Transaction } from '../backend.ts'
import { levelOf, type LevelRow } from './levels.ts'

export interface Opening {
  readonly item: string
  /** Thousandths of the item's unit. */
  readonly quantity: number
}

const ITEMS_AT_ONCE = 1000

/**
 * Sets the opening stock of items at a location; movements since then stay counted. Answers the
 * levels as they are now: hand them to `write` as changes of the store's stock feed. An item is
 * named once.
 */
export async function setOpeningStock(
  transaction: Transaction,
  tenant: string,
  store: string,
  location: string,
  stock: readonly Opening[],
): Promise<Level[]> {
  // In item order, as sales take their locks, so that neither waits for the other in a circle.
  const sorted = stock.toSorted((a, b) => (a.item < b.item ? -1 : 1))
  const levels: Level[] = []
  for (let start = 0; start < sorted.length; start += ITEMS_AT_ONCE) {
    const part = sorted
      .slice(start, start + ITEMS_AT_ONCE)
      .map(({ item, quantity }, position) => ({ item, quantity, position }))
    const { rows } = await sql<LevelRow>`
      insert into inventory_level as level (tenant, store, location, item, opening, on_hand)
      select ${tenant}, ${store}, ${location}, item, quantity, quantity
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        as row (item text, quantity bigint, position int)
      order by position
      on conflict (tenant, store, location, item) do update
      set on_hand = level.on_hand - level.opening + excluded.opening, opening = excluded.opening
      returning store, location, item, on_hand, reserved, unavailable, safety_stock
    `.execute(transaction)
    levels.push(...rows.map(levelOf))
  }
  return levels
}

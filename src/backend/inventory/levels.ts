/** Stock levels as terminals pull them. */
import type { Selectable } from 'kysely'
import { levelId, type Level } from '../../domain/catalogue/stock.ts'
import { quantity } from '../../domain/quantity.ts'
import type { InventoryLevelTable } from '../database/schema.ts'

export type LevelRow = Pick<
  Selectable<InventoryLevelTable>,
  'store' | 'location' | 'item' | 'on_hand' | 'reserved' | 'unavailable' | 'safety_stock'
>

/**
 * `contains` is the asking terminal's and is filled in by each pull. Throws beyond a quantity's
 * limit.
 */
export function levelOf(row: LevelRow): Level {
  return {
    ...{ id: levelId(row.location, row.item), kind: 'level' },
    ...{ location: row.location, item: row.item },
    onHand: quantity(row.on_hand),
    reserved: quantity(row.reserved),
    available: quantity(row.on_hand - row.reserved - row.unavailable - row.safety_stock),
    contains: {},
  }
}

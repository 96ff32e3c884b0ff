/** Only what is there is sold online: the levels stay locked until the goods have left them. */
import { sql } from 'kysely'
import type { Quantity } from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import { leaving } from '../../domain/selling/sale.ts'
import type { Transaction } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { leastOf } from '../shop/availability.ts'

export interface Short {
  readonly variant: string
  readonly available: Quantity
}

/**
 * The goods of which there is not so much at the store's shelf; none where all can be had. Of lines
 * that take the same item together each is told what it could have alone.
 */
export async function shortOf(
  transaction: Transaction,
  { tenant, store, location }: Shop,
  lines: readonly Line[],
): Promise<Short[]> {
  const taken = leaving(lines)
  // In the order of the items, as all who move goods take these locks.
  const { rows } = await sql<{ item: string; available: number }>`
    select item, on_hand - reserved - unavailable - safety_stock as available
    from inventory_level
    where tenant = ${tenant} and store = ${store} and location = ${location}
      and item in (select jsonb_array_elements_text(${JSON.stringify([...taken.keys()])}::jsonb))
    order by item for update
  `.execute(transaction)
  const available = new Map(rows.map((row) => [row.item, row.available]))
  return lines.flatMap((line) => {
    const { variant, unit, items } = line
    const isShort = items.some(({ item }) => (taken.get(item) ?? 0) > (available.get(item) ?? 0))
    // A deposit is no goods: it goes along with its line.
    const cannotBe = items.length === 0 && line.belongsTo === undefined
    if (variant === null || (!isShort && !cannotBe)) return []
    const parts = items.map(({ item, quantity: takes }) => ({
      ...{ unit, takes, available: available.get(item) ?? 0 },
    }))
    return [{ variant, available: leastOf(parts) }]
  })
}

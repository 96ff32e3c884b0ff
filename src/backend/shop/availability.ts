/** What of a store's goods can be had right now, as the outside may know it. */
import { sql } from 'kysely'
import type { Unit } from '../../domain/catalogue/documents.ts'
import { QUANTITY_SCALE, quantity, type Quantity } from '../../domain/quantity.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'

interface Part {
  readonly unit: string
  /** How many of the item one of the variant takes, in thousandths. */
  readonly takes: number
  readonly available: number
}

/**
 * The availability of each of the variants, never below zero: per item on hand − reserved −
 * unavailable − safety stock over the store's locations, and the scarcest item decides. A variant
 * that consists of nothing cannot be had.
 */
export async function availabilityOf(
  database: Reading,
  { tenant, store }: Pick<Shop, 'tenant' | 'store'>,
  variants: readonly string[],
): Promise<Map<string, Quantity>> {
  if (variants.length === 0) return new Map()
  const rows = await database
    .selectFrom('variant_item')
    .innerJoin('variant', (join) =>
      join
        .onRef('variant.tenant', '=', 'variant_item.tenant')
        .onRef('variant.id', '=', 'variant_item.variant'),
    )
    .leftJoin('inventory_level as level', (join) =>
      join
        .onRef('level.tenant', '=', 'variant_item.tenant')
        .onRef('level.item', '=', 'variant_item.item')
        .on('level.store', '=', store),
    )
    .where('variant_item.tenant', '=', tenant)
    .where('variant_item.variant', 'in', [...variants])
    .groupBy(['variant.id', 'variant.unit', 'variant_item.item', 'variant_item.quantity'])
    .select([
      'variant.id',
      'variant.unit',
      'variant_item.quantity as takes',
      sql<number>`coalesce(sum(
        level.on_hand - level.reserved - level.unavailable - level.safety_stock
      ), 0)::bigint`.as('available'),
    ])
    .execute()
  const parts = Map.groupBy(rows, ({ id }) => id)
  return new Map(variants.map((id) => [id, leastOf(parts.get(id) ?? [])]))
}

/** How many of a variant its items make up; of piece goods only whole ones. */
export function leastOf(parts: readonly Part[]): Quantity {
  const [first] = parts
  if (first === undefined) return quantity(0)
  const made = parts.map(({ takes, available }) =>
    takes > 0 ? Math.floor((available * QUANTITY_SCALE) / takes) : 0,
  )
  const least = Math.max(0, Math.min(...made))
  const whole: Unit = 'piece'
  return quantity(first.unit === whole ? least - (least % QUANTITY_SCALE) : least)
}

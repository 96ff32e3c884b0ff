/** Counts and stock of a tenant, for a check of the whole. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { figuresSchema, levelFigureSchema } from '../../contract/backend/administration.ts'
import { toGtin14 } from '../../domain/barcode/gtin.ts'
import type { Reading } from '../backend.ts'

type Figures = z.infer<typeof figuresSchema>
type LevelFigure = z.infer<typeof levelFigureSchema>

/** Levels answered at once; a larger shop asks by barcode. */
const LEVELS_LIMIT = 10_000

/** One statement, so that the figures are of one moment. */
export async function figuresOf(database: Reading, tenant: string): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select
      (select count(*) from entry where tenant = ${tenant}) as entries,
      (select count(*) from entry
        where tenant = ${tenant} and state in ('applied', 'forked')) as applied,
      (select count(*) from entry where tenant = ${tenant} and state = 'waiting') as waiting,
      (select count(*) from entry where tenant = ${tenant} and state = 'parked') as parked,
      (select count(*) from sale where tenant = ${tenant}) as sales,
      (select coalesce(sum(total - loaded), 0)::bigint from sale
        where tenant = ${tenant}) as "turnoverMinor",
      (select count(*) from variant where tenant = ${tenant}) as variants,
      (select count(*) from stock_movement where tenant = ${tenant}) as movements,
      (select count(*) from stock_exception
        where tenant = ${tenant} and resolved_at is null) as exceptions
  `.execute(database)
  const [figures] = rows
  if (!figures) throw new Error('a select without from answers one row')
  return figures
}

/**
 * Every level as it is kept, and as opening and movements add up to; of one barcode where one is
 * given.
 */
export async function levelFiguresOf(
  database: Reading,
  tenant: string,
  barcode: string | undefined,
): Promise<LevelFigure[]> {
  const gtin = barcode === undefined ? undefined : (toGtin14(barcode) ?? barcode.padStart(14, '0'))
  const ofBarcode = sql`and level.item in (
    select variant_item.item from barcode
    join variant_item on variant_item.tenant = barcode.tenant
      and variant_item.variant = barcode.variant
    where barcode.tenant = ${tenant} and barcode.gtin = ${gtin}
  )`
  const { rows } = await sql<LevelFigure>`
    select level.item, coalesce(item.sku, '') as sku, coalesce(item.name, '') as name,
      level.opening, level.on_hand as "onHand",
      level.opening + coalesce((
        select sum(quantity) from stock_movement as movement
        where movement.tenant = level.tenant and movement.store = level.store
          and movement.location = level.location and movement.item = level.item
      ), 0)::bigint as recomputed
    from inventory_level as level
    left join inventory_item as item on item.tenant = level.tenant and item.id = level.item
    where level.tenant = ${tenant} ${gtin === undefined ? sql`` : ofBarcode}
    order by level.store, level.location, level.item
    limit ${LEVELS_LIMIT}
  `.execute(database)
  return rows
}

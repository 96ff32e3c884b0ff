/** The lowest price at which a store sold something of late, at any of its tills and on the web. */
import { sql } from 'kysely'
import type { LowestPriceAsked } from '../../contract/backend/sales.ts'
import { UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../../domain/money.ts'
import { QUANTITY_SCALE } from '../../domain/quantity.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

/** After discounts, as the till reckons it; null where none of it was sold since then. */
export async function lowestPrice(
  database: Reading,
  { tenant, store }: TerminalPrincipal,
  { variant, since }: LowestPriceAsked,
): Promise<UnitPrice | null> {
  const scale = UNIT_PRICE_SCALE * QUANTITY_SCALE
  const { rows } = await sql<{ lowest: number | null }>`
    select min(line.amount * ${scale}::bigint / line.quantity)::bigint as lowest
    from sale_line as line
    join sale on sale.tenant = line.tenant and sale.store = line.store and sale.entry = line.entry
    where line.tenant = ${tenant} and line.store = ${store} and line.variant = ${variant}
      and line.quantity > 0 and sale.at >= ${since}::bigint
  `.execute(database)
  const lowest = rows[0]?.lowest ?? null
  return lowest === null ? null : unitPrice(lowest)
}

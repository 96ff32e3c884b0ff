/** Looks up a sale of any store and any age, for goods that come back. */
import { sql } from 'kysely'
import type { z } from 'zod'
import {
  FOUND_SALES_LIMIT,
  type findSalesInputSchema,
  type FoundSales,
} from '../../contract/backend/sales.ts'
import type { Contains } from '../../domain/catalogue/stock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'
import { containedOf } from '../feeds/contained.ts'
import { entriesOf, withReturned } from './shown.ts'

type Wanted = z.infer<typeof findSalesInputSchema>

/** The newest first. */
export async function findSales(
  database: Reading,
  terminal: TerminalPrincipal,
  wanted: Wanted,
): Promise<FoundSales> {
  // Read first: what has come back then contains this, and perhaps more, which is the safe side.
  const { rows } = await sql<{ contains: Contains }>`
    select (${containedOf(terminal)}) as contains
  `.execute(database)
  const { tenant } = terminal
  const ids = await idsOf(database, tenant, wanted)
  const sold = await withReturned(database, tenant, await entriesOf(database, tenant, ids))
  return {
    sales: sold.toSorted((a, b) => b.at - a.at).slice(0, FOUND_SALES_LIMIT),
    contains: rows[0]?.contains ?? {},
  }
}

async function idsOf(
  database: Reading,
  tenant: string,
  { receipt, layaway, date, total }: Wanted,
): Promise<string[]> {
  if (layaway !== undefined) return payersOf(database, tenant, layaway)
  if (receipt === undefined && (date === undefined || total === undefined)) return []
  let query = database.selectFrom('sale').select('id').where('tenant', '=', tenant)
  if (receipt !== undefined) query = query.where('receipt', '=', receipt)
  if (date !== undefined) query = query.where('business_date', '=', date)
  if (total !== undefined) query = query.where('total', '=', total)
  const rows = await query.orderBy('at', 'desc').limit(FOUND_SALES_LIMIT).execute()
  return [...new Set(rows.map((row) => row.id))]
}

/** The sales that put money on the account of a layaway. */
async function payersOf(database: Reading, tenant: string, layaway: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct sale.id from account_movement as paid
    join sale on sale.tenant = paid.tenant and sale.store = paid.store
      and sale.entry = regexp_replace(paid.source, '/[^/]*$', '')
    where paid.tenant = ${tenant} and paid.kind = 'layaway' and paid.account = ${layaway}
      and paid.amount > 0
    limit ${FOUND_SALES_LIMIT}
  `.execute(database)
  return rows.map(({ id }) => id)
}

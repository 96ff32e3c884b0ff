/** What a customer bought and brought back, as the tills of a store that knows them are told. */
import { sql } from 'kysely'
import type { HistoryAsked, ToldHistory } from '../../contract/backend/customers.ts'
import { HISTORY_PAGE, pastSaleOf } from '../../domain/customer/history.ts'
import { soldSaleOf } from '../../domain/returns/sold.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'
import { entriesOf } from '../sales/shown.ts'
import { familiesOf } from './family.ts'

/**
 * The newest first, with all rows that were merged. Nothing of somebody whom the asker's store does
 * not know: a till learns no more of a customer than it can name.
 */
export async function customerHistory(
  reading: Reading,
  terminal: TerminalPrincipal,
  { customer, before }: HistoryAsked,
): Promise<ToldHistory> {
  const { tenant } = terminal
  const family = await familiesOf(reading, tenant, [customer])
  const root = family.find(({ id }) => id === customer)?.root
  const ids = family.map(({ id }) => id)
  if (root === undefined || !(await isKnown(reading, terminal, root, ids))) {
    return { sales: [], hasMore: false }
  }
  const rows = await rowsOf(reading, tenant, ids, before)
  const page = rows.slice(0, HISTORY_PAGE)
  const entries = await entriesOf(reading, tenant, [...new Set(page.map(({ sale }) => sale))])
  // Of two that a fork gave one id the same one always, as everywhere.
  const sold = new Map(entries.toReversed().map((entry) => [entry.body.sale, soldSaleOf(entry)]))
  const sales = page.flatMap(({ sale, store, till }) => {
    const each = sold.get(sale)
    sold.delete(sale)
    const place = { store, till: each?.channel === 'web' ? null : till }
    return each ? [pastSaleOf(each, place)] : []
  })
  return { sales, hasMore: rows.length > page.length }
}

async function isKnown(
  reading: Reading,
  { tenant, store }: TerminalPrincipal,
  root: string,
  family: readonly string[],
): Promise<boolean> {
  const known = await reading
    .selectFrom('customer')
    .innerJoin('customer_store as known', (join) =>
      join
        .onRef('known.tenant', '=', 'customer.tenant')
        .on('known.store', '=', store)
        .on('known.customer', 'in', [...family]),
    )
    .select('customer.id')
    .where('customer.tenant', '=', tenant)
    .where('customer.id', '=', root)
    .where('customer.details', 'is not', null)
    .executeTakeFirst()
  return known !== undefined
}

/** One more than a page has, which says whether there is another. */
function rowsOf(
  reading: Reading,
  tenant: string,
  customers: readonly string[],
  before: HistoryAsked['before'],
) {
  const id = sql<string>`sale.id collate "C"`
  return reading
    .selectFrom('sale')
    .innerJoin('terminal', (join) =>
      join.onRef('terminal.tenant', '=', 'sale.tenant').onRef('terminal.id', '=', 'sale.terminal'),
    )
    .innerJoin('store', (join) =>
      join.onRef('store.tenant', '=', 'sale.tenant').onRef('store.id', '=', 'sale.store'),
    )
    .select(['sale.id as sale', 'store.name as store', 'terminal.name as till'])
    .where('sale.tenant', '=', tenant)
    .where('sale.customer', 'in', [...customers])
    .$if(before !== null, (query) =>
      query.where(sql<boolean>`(sale.at, ${id}) < (${before?.at}::bigint, ${before?.sale})`),
    )
    .orderBy('sale.at', 'desc')
    .orderBy(id, 'desc')
    .limit(HISTORY_PAGE + 1)
    .execute()
}

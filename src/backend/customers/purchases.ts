/** What a customer bought, online and in every store and with all rows that were merged. */
import { PURCHASES_LIMIT, type Purchase } from '../../contract/backend/customers.ts'
import type { Reading } from '../backend.ts'
import { familiesOf } from './family.ts'

/** The latest first. */
export async function purchasesOf(
  reading: Reading,
  tenant: string,
  customer: string,
): Promise<Purchase[]> {
  const family = await familiesOf(reading, tenant, [customer])
  if (family.length === 0) return []
  const ids = family.map((each) => each.id)
  const rows = await reading
    .selectFrom('sale')
    .innerJoin('terminal', (join) =>
      join.onRef('terminal.tenant', '=', 'sale.tenant').onRef('terminal.id', '=', 'sale.terminal'),
    )
    .select(['sale.id as sale', 'receipt', 'sale.store', 'kind', 'at', 'currency', 'total'])
    .where('sale.tenant', '=', tenant)
    .where('customer', 'in', ids)
    .orderBy('at', 'desc')
    .orderBy('entry')
    .limit(PURCHASES_LIMIT)
    .execute()
  return rows.map(({ kind, ...sale }) => ({
    ...{ ...sale, channel: kind === 'web' ? 'web' : 'counter' },
  }))
}

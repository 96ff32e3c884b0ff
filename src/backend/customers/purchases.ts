/** What a customer bought, in every store and with all rows that were merged. */
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
  return reading
    .selectFrom('sale')
    .select(['id as sale', 'receipt', 'store', 'at', 'currency', 'total'])
    .where('tenant', '=', tenant)
    .where('customer', 'in', ids)
    .orderBy('at', 'desc')
    .orderBy('entry')
    .limit(PURCHASES_LIMIT)
    .execute()
}

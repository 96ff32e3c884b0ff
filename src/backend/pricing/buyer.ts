/** Who buys in the online store, where that is known. */
import type { CustomerDetails } from '../../domain/customer/customer.ts'
import type { Reading } from '../backend.ts'
import { familiesOf } from '../customers/family.ts'

export interface WebBuyer {
  /** As which they are known: whoever was merged into another is that one. */
  readonly customer: string
  readonly details: CustomerDetails
}

/** Undefined for who is not known, or was erased. */
export async function buyerOf(
  reading: Reading,
  tenant: string,
  customer: string,
): Promise<WebBuyer | undefined> {
  const family = await familiesOf(reading, tenant, [customer])
  const root = family.find(({ id }) => id === customer)?.root
  if (root === undefined) return undefined
  const row = await reading
    .selectFrom('customer')
    .select('details')
    .where('tenant', '=', tenant)
    .where('id', '=', root)
    .executeTakeFirst()
  return row?.details ? { customer: root, details: row.details } : undefined
}

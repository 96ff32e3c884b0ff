/** Customers as terminals pull them: into the feed of each store that knows them. */
import type { CustomerDocument } from '../../domain/customer/customer.ts'
import type { Transaction } from '../backend.ts'
import { customersFeed } from '../feeds/names.ts'
import type { FeedChange } from '../feeds/stamp.ts'

/** An erased customer goes down as deleted, with nothing in it. */
export async function changesOf(
  transaction: Transaction,
  tenant: string,
  customers: readonly string[],
): Promise<FeedChange[]> {
  if (customers.length === 0) return []
  const rows = await transaction
    .selectFrom('customer')
    .innerJoin('customer_store', (join) =>
      join
        .onRef('customer_store.tenant', '=', 'customer.tenant')
        .onRef('customer_store.customer', '=', 'customer.id'),
    )
    .select(['customer_store.store', 'customer.id', 'customer.details', 'customer.points'])
    .where('customer.tenant', '=', tenant)
    .where('customer.id', 'in', customers)
    .execute()
  return rows.map(({ store, id, details, points }) => {
    const document: CustomerDocument = { id, kind: 'customer', details, points, contains: null }
    return { feed: customersFeed(store), documents: [{ document, deleted: details === null }] }
  })
}

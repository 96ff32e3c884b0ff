/** Customers as terminals pull them: into the feed of each store that knows them. */
import { sql } from 'kysely'
import type { CustomerDetails, CustomerDocument } from '../../domain/customer/customer.ts'
import type { Reading } from '../backend.ts'
import { customersFeed } from '../feeds/names.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { familiesOf } from './family.ts'

interface Row {
  readonly store: string
  readonly id: string
  readonly details: CustomerDetails | null
  readonly points: number
}

/**
 * These customers and all that were merged with them. An erased one goes down as deleted with
 * nothing in it, a merged one as deleted with the name of who it is now; the points of a tree are
 * its root's, and every store that knows one of its rows knows the root.
 */
export async function changesOf(
  reading: Reading,
  tenant: string,
  customers: readonly string[],
): Promise<FeedChange[]> {
  const family = await familiesOf(reading, tenant, customers)
  if (family.length === 0) return []
  const roots = new Map(family.map(({ id, root }) => [id, root]))
  const { rows } = await sql<Row>`
    select known.store, customer.id, customer.details, customer.points
    from customer
    join customer_store as known on known.tenant = customer.tenant and known.customer = customer.id
    where customer.tenant = ${tenant}
      and customer.id in (${sql.join(family.map((each) => each.id))})
    order by known.store, customer.id
  `.execute(reading)
  const known = new Map(rows.map((row) => [row.id, row]))
  const points = new Map<string, number>()
  for (const { id, root } of family) {
    points.set(root, (points.get(root) ?? 0) + (known.get(id)?.points ?? 0))
  }
  const wanted = new Map(
    rows.flatMap(({ store, id }) => [
      [`${store} ${id}`, { store, id }] as const,
      [`${store} ${roots.get(id) ?? id}`, { store, id: roots.get(id) ?? id }] as const,
    ]),
  )
  return [...wanted.values()].map(({ store, id }) => {
    const details = known.get(id)?.details ?? null
    const root = roots.get(id) ?? id
    const mergedInto = root === id ? null : root
    const document: CustomerDocument = {
      ...{ id, kind: 'customer', details, mergedInto, contains: {} },
      points: mergedInto === null ? (points.get(id) ?? 0) : 0,
    }
    const deleted = details === null || mergedInto !== null
    return { feed: customersFeed(store), documents: [{ document, deleted }] }
  })
}

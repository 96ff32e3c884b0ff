/** Customers that were merged: a tree of rows that is shown as its root. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

/** How many steps lead to a root at most; merges that would make more are refused. */
export const FAMILY_DEPTH = 20

export interface Member {
  readonly id: string
  readonly root: string
}

/** All rows of the trees that these customers belong to, each with its root. */
export async function familiesOf(
  reading: Reading,
  tenant: string,
  customers: readonly string[],
): Promise<Member[]> {
  if (customers.length === 0) return []
  const { rows } = await sql<Member>`
    with recursive above as (
      select id, merged_into, 0 as steps from customer
      where tenant = ${tenant} and id in (${sql.join(customers)})
      union
      select customer.id, customer.merged_into, steps + 1 from customer
      join above on customer.id = above.merged_into
      where customer.tenant = ${tenant} and steps < ${FAMILY_DEPTH}
    ), below as (
      select distinct id, id as root, 0 as steps from above where merged_into is null
      union
      select customer.id, below.root, steps + 1 from customer
      join below on customer.merged_into = below.id
      where customer.tenant = ${tenant} and steps < ${FAMILY_DEPTH}
    )
    select id, root from below order by root, id
  `.execute(reading)
  return rows
}

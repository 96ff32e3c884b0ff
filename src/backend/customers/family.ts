/** Customers that were merged: a tree of rows that is shown as its root. */
import { sql, type RawBuilder } from 'kysely'
import type { Reading } from '../backend.ts'

/** How many steps lead to a root at most; merges that would make more are refused. */
export const FAMILY_DEPTH = 20

export interface Member {
  readonly id: string
  readonly root: string
}

/**
 * SQL for a query of `(id, root)`: all rows of the trees that `customers` belong to. Both may name
 * columns of the statement around it; `customers` is a list or a query of ids.
 */
export function treesOf(tenant: RawBuilder<unknown>, customers: RawBuilder<unknown>) {
  return sql`(
    with recursive above as (
      select customer.id, customer.merged_into, 0 as steps from customer
      where customer.tenant = ${tenant} and customer.id in (${customers})
      union
      select customer.id, customer.merged_into, steps + 1 from customer
      join above on customer.id = above.merged_into
      where customer.tenant = ${tenant} and steps < ${sql.lit(FAMILY_DEPTH)}
    ), below as (
      select distinct id, id as root, 0 as steps from above where merged_into is null
      union
      select customer.id, below.root, steps + 1 from customer
      join below on customer.merged_into = below.id
      where customer.tenant = ${tenant} and steps < ${sql.lit(FAMILY_DEPTH)}
    )
    select id, root from below
  )`
}

/** All rows of the trees that these customers belong to, each with its root. */
export async function familiesOf(
  reading: Reading,
  tenant: string,
  customers: readonly string[],
): Promise<Member[]> {
  if (customers.length === 0) return []
  const trees = treesOf(sql`${tenant}`, sql.join(customers))
  const { rows } = await sql<Member>`
    select id, root from ${trees} as member order by root, id
  `.execute(reading)
  return rows
}

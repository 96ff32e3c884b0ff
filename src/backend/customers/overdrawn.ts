/** Customers of whom more was redeemed than there was. */
import { sql } from 'kysely'
import { EXCEPTIONS_LIMIT, type Exception } from '../../contract/backend/exceptions.ts'
import type { Reading } from '../backend.ts'
import { treesOf } from './family.ts'

type Overdrawn = Extract<Exception, { kind: 'points-overdrawn' }>

/** Rows that are one person have one balance: none is below zero where no row is. */
const OVERDRAWN = (tenant: string) => sql`
  select family.root as customer, 0 - sum(points)::bigint as "shortBy",
    array_agg(family.id) as names
  from ${treesOf(
    sql`${tenant}`,
    sql`select id from customer where tenant = ${tenant} and points < 0`,
  )} as family
  join customer on customer.tenant = ${tenant} and customer.id = family.id
  group by family.root having sum(points) < 0`

/** The latest first; `skip` are those that have been seen already. */
export async function overdrawnOf(
  database: Reading,
  tenant: string,
  skip: number,
): Promise<Overdrawn[]> {
  const { rows } = await sql<Omit<Overdrawn, 'kind'>>`
    select customer, "shortBy", (
      select max(found_at) from loyalty_movement as movement
      where movement.tenant = ${tenant} and movement.customer = any (names)
    ) as "foundAt"
    from (${OVERDRAWN(tenant)}) as overdrawn
    order by "foundAt" desc, customer limit ${EXCEPTIONS_LIMIT} offset ${skip}
  `.execute(database)
  return rows.map((row) => ({ kind: 'points-overdrawn', ...row }))
}

export async function countOverdrawn(database: Reading, tenant: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${OVERDRAWN(tenant)}) as overdrawn
  `.execute(database)
  return rows[0]?.count ?? 0
}

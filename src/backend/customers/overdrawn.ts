/** Customers of whom more was redeemed than there was. */
import { sql } from 'kysely'
import { EXCEPTIONS_LIMIT, type Exception } from '../../contract/backend/exceptions.ts'
import type { Reading } from '../backend.ts'

type Overdrawn = Extract<Exception, { kind: 'points-overdrawn' }>

/** The latest first; `skip` are those that have been seen already. */
export async function overdrawnOf(
  database: Reading,
  tenant: string,
  skip: number,
): Promise<Overdrawn[]> {
  const { rows } = await sql<Omit<Overdrawn, 'kind'>>`
    select id as customer, 0 - points as "shortBy", (
      select max(found_at) from loyalty_movement as movement
      where movement.tenant = customer.tenant and movement.customer = customer.id
    ) as "foundAt"
    from customer where tenant = ${tenant} and points < 0
    order by "foundAt" desc, id limit ${EXCEPTIONS_LIMIT} offset ${skip}
  `.execute(database)
  return rows.map((row) => ({ kind: 'points-overdrawn', ...row }))
}

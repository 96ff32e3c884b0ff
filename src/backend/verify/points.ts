/** Points: a balance is the sum of its movements. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

export async function findWrongPoints(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select customer.id from customer
    left join (
      select tenant, customer, sum(earned - redeemed)::bigint as points
      from loyalty_movement group by tenant, customer
    ) as moved on moved.tenant = customer.tenant and moved.customer = customer.id
    where customer.points <> coalesce(moved.points, 0)
    order by customer.id limit 1
  `.execute(reading)
  const [wrong] = rows
  return wrong && `customer ${wrong.id}: the points are not the sum of what was earned and redeemed`
}

/** Points: a balance is the sum of its movements, and who loses some is named by an entry. */
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
  if (!wrong) return findKept(reading)
  return `customer ${wrong.id}: the points are not the sum of what was earned and redeemed`
}

/** Points that went back with goods, and of which their customer lost none. */
async function findKept(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ customer: string }>`
    select said.back ->> 'customer' as customer
    from entry cross join lateral jsonb_array_elements(
      entry.canonical::jsonb -> 'body' -> 'takenBack'
    ) as said (back)
    where entry.state in ('applied', 'forked') and entry.canonical like '%"takenBack":[%'
      and entry.canonical like '%"kind":"sale-completed"%'
      and not exists (
        select 1 from loyalty_movement as moved where moved.tenant = entry.tenant
          and moved.customer = said.back ->> 'customer' and moved.source =
            lpad(entry.canonical::jsonb -> 'epoch' ->> 'ordinal', 4, '0') || '-'
              || entry.epoch || '-' || lpad(entry.seq::text, 10, '0') || '/' || entry.hash
          and moved.earned = -(said.back ->> 'points')::bigint
      )
    order by 1 limit 1
  `.execute(reading)
  const [wrong] = rows
  return wrong && `customer ${wrong.customer}: kept points that went back with goods`
}

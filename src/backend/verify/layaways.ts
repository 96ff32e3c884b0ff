/** What ends of layaways say that sales paid for them: no more than those put on the account. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

/** A payment whose sale has not come, of another till, is believed until it has. */
export async function findWrongPayment(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ park: string }>`
    select ended.body -> 'layaway' ->> 'park' as park from (
      select tenant, canonical::jsonb -> 'body' as body from entry
      where state in ('applied', 'forked') and canonical like '%"kind":"sale-completed"%'
        and canonical like '%"payments":[{%'
    ) as ended
    cross join lateral jsonb_to_recordset(ended.body -> 'layaway' -> 'payments') as paid
      (sale text, amount bigint)
    where exists (select 1 from sale where sale.tenant = ended.tenant and sale.id = paid.sale)
      and paid.amount > (
        select coalesce(sum(moved.amount), 0) from sale
        join account_movement as moved on moved.tenant = sale.tenant and moved.store = sale.store
          and regexp_replace(moved.source, '/[^/]*$', '') = sale.entry
        where sale.tenant = ended.tenant and sale.id = paid.sale and moved.kind = 'layaway'
          and moved.account = ended.body -> 'layaway' ->> 'park' and moved.amount > 0
      )
    order by 1 limit 1
  `.execute(reading)
  const [found] = rows
  return found && `layaway ${found.park}: a sale did not pay for it what its end says`
}

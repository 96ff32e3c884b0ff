/** Refunds to payments made online: one for each tender that promised it, and no other. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

export async function findWrongRefund(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ refund: string; wrong: string }>`
    select promised.refund, 'nobody is asked for it' as wrong from (
      select entry.tenant, entry.store,
        (entry.canonical::jsonb -> 'body' ->> 'sale') || '.' || (tender.place - 1) as refund
      from entry cross join lateral jsonb_array_elements(
        entry.canonical::jsonb -> 'body' -> 'tenders'
      ) with ordinality as tender (said, place)
      where entry.state in ('applied', 'forked') and entry.canonical like '%"kind":"online"%'
        and entry.canonical like '%"kind":"sale-completed"%'
        and tender.said ->> 'kind' = 'online' and tender.said -> 'back' is not null
    ) as promised
    where not exists (
      select 1 from online_refund as asked where asked.tenant = promised.tenant
        and asked.store = promised.store and asked.refund = promised.refund
    )
    union all
    select asked.refund, 'it is not what its entry says' from online_refund as asked
    left join entry on entry.tenant = asked.tenant and entry.terminal = asked.terminal
      and entry.epoch = asked.epoch and entry.seq = asked.seq and entry.hash = asked.hash
      and entry.state in ('applied', 'forked')
    cross join lateral (
      select entry.canonical::jsonb -> 'body' -> 'tenders' -> asked.position as said
    ) as tender
    where (tender.said ->> 'amount')::bigint is distinct from -asked.amount
      or tender.said ->> 'provider' is distinct from asked.provider
      or tender.said ->> 'reference' is distinct from asked.reference
      or tender.said -> 'back' ->> 'sale' is distinct from asked.sold
    order by 1 limit 1
  `.execute(reading)
  const [found] = rows
  return found && `refund ${found.refund}: ${found.wrong}`
}

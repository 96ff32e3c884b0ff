/**
 * Of what more was taken than there is: the acts stand, and a person has to know. Points below zero
 * are an exception of their own.
 */
import { sql } from 'kysely'
import { EXCEPTIONS_LIMIT, type Exception } from '../../contract/backend/exceptions.ts'
import type { Reading } from '../backend.ts'
import { mostOfWanted } from './most.ts'

type OverClaimed = Extract<Exception, { kind: 'over-claimed' }>

/**
 * Accounts beyond their most. Two entries that are applied at the same time may leave one that does
 * not know its most although the backend does by now, so that is counted here once more.
 */
const OVER = (tenant: string) => sql`
  select wanted.tenant, wanted.kind, wanted.key, wanted.taken, wanted.taken_at,
    coalesce(wanted.most, ${mostOfWanted}) as most
  from claimable as wanted
  where wanted.tenant = ${tenant} and (wanted.taken > wanted.most or wanted.most is null)`

export async function overClaimedOf(
  database: Reading,
  tenant: string,
  skip: number,
): Promise<OverClaimed[]> {
  const { rows } = await sql<Omit<OverClaimed, 'kind'>>`
    select over.kind as claim, over.key, over.most, over.taken, over.taken_at as "foundAt",
      coalesce((
        select sale.receipt || ' ' || sale_line.name from sale
        join sale_line on sale_line.tenant = sale.tenant and sale_line.store = sale.store
          and sale_line.entry = sale.entry
        where over.kind = 'sale-line' and sale.tenant = over.tenant
          and sale.id = split_part(over.key, '/', 1)
          and sale_line.line = split_part(over.key, '/', 2)
        limit 1
      ), (
        select sale.receipt from sale
        where over.kind in ('sale-tender', 'invoice') and sale.tenant = over.tenant
          and sale.id = split_part(over.key, '/', 1)
        limit 1
      ), (
        select nullif('····' || account.last_four, '····') from account
        where account.tenant = over.tenant and account.kind = over.kind
          and account.account = over.key
      ), (
        select details ->> 'name' from customer
        where customer.tenant = over.tenant and customer.id = over.key
      ), over.key) as about
    from (${OVER(tenant)}) as over
    where over.taken > over.most and over.kind <> 'points'
    order by over.taken_at desc, over.key limit ${EXCEPTIONS_LIMIT} offset ${skip}
  `.execute(database)
  return rows.map((row) => ({ kind: 'over-claimed', ...row }))
}

export async function countOverClaimed(database: Reading, tenant: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (${OVER(tenant)}) as over
    where over.taken > over.most and over.kind <> 'points'
  `.execute(database)
  return rows[0]?.count ?? 0
}

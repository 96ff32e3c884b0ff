/** Claims: an account is what entries took and what is promised, and nothing else. */
import { sql } from 'kysely'
import type { Reading } from '../backend.ts'

const SUMMED = sql`
  select tenant, kind, key, sum(taken)::bigint as taken, sum(held)::bigint as held from (
    select tenant, kind, key, amount as taken, 0 as held from claim_use
    union all
    select tenant, kind, key, 0 as taken, amount as held from claim
  ) as each group by tenant, kind, key`

export async function findWrongClaims(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ kind: string; key: string }>`
    select coalesce(account.kind, summed.kind) as kind, coalesce(account.key, summed.key) as key
    from claimable as account
    full join (${SUMMED}) as summed on summed.tenant = account.tenant
      and summed.kind = account.kind and summed.key = account.key
    where coalesce(account.taken, 0) <> coalesce(summed.taken, 0)
      or coalesce(account.held, 0) <> coalesce(summed.held, 0)
    order by 1, 2 limit 1
  `.execute(reading)
  const [found] = rows
  return found && `claims on ${found.kind} ${found.key} are not what was taken and promised`
}

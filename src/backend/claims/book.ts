/** What entries take: for good, and whatever was promised, since it has happened already. */
import { sql } from 'kysely'
import type { Claim } from '../../domain/claim.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { openAccounts } from './most.ts'

export interface Use {
  /** Entry id / its hash. */
  readonly source: string
  readonly claims: readonly Claim[]
  /** When the backend learned of it. */
  readonly receivedAt: number
}

/**
 * Books what an entry took, in the transaction that applies it. A promise that it names ends with
 * it; one that expired, was never asked for or never answered makes no difference but this: more
 * may be taken than there was, and then the account says so.
 */
export async function bookClaims(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  { source, claims, receivedAt }: Use,
): Promise<void> {
  if (claims.length === 0) return
  await openAccounts(transaction, tenant, claims, true)
  const named = sql`jsonb_to_recordset(${JSON.stringify(claims)}::jsonb)
    as named (id text, kind text, key text, amount bigint)`
  await sql`
    with promised as (
      delete from claim using ${named}
      where claim.tenant = ${tenant} and claim.terminal = ${terminal} and claim.id = named.id
      returning claim.kind, claim.key, claim.amount
    ), used as (
      insert into claim_use (tenant, entry, id, store, terminal, kind, key, amount)
      select ${tenant}, ${source}, id, ${store}, ${terminal}, kind, key, amount from ${named}
      returning kind, key, amount
    ), moved as (
      select kind, key, sum(taken)::bigint as taken, sum(held)::bigint as held from (
        select kind, key, amount as taken, 0 as held from used
        union all
        select kind, key, 0 as taken, -amount as held from promised
      ) as each group by kind, key
    )
    update claimable set taken = claimable.taken + moved.taken, held = claimable.held + moved.held,
      taken_at = ${receivedAt}
    from moved
    where claimable.tenant = ${tenant} and claimable.kind = moved.kind
      and claimable.key = moved.key
  `.execute(transaction)
}

/** Rows that may be one person, by what they share; and those that are, by a person's word. */
import { sql } from 'kysely'
import {
  MERGES_SHOWN,
  PROPOSALS_LIMIT,
  type Candidate,
  type MergedList,
  type MergedRow,
  type Proposal,
} from '../../contract/backend/customers.ts'
import type { Reading } from '../backend.ts'

const CANDIDATE = (row: string) => {
  const of = (column: string) => sql.ref(`${row}.${column}`)
  const text = (field: string) => sql`coalesce(${of('details')} ->> ${sql.lit(field)}, '')`
  return sql<Candidate>`jsonb_build_object(
    'customer', ${of('id')}, 'name', ${text('name')}, 'phone', ${text('phone')},
    'email', ${text('email')}, 'since', ${of('created_at')}, 'hasMoney', ${hasMoney(row)}
  )`
}

/** SQL: there is money on an account of the row. */
export const hasMoney = (row: string) => sql<boolean>`exists (
  select 1 from account where account.tenant = ${sql.ref(`${row}.tenant`)}
    and account.account = ${sql.ref(`${row}.id`)} and account.balance <> 0
)`

/**
 * The older row is proposed as the one to keep, unless money holds the other one. Shorter numbers
 * prove nothing.
 */
export async function proposalsOf(reading: Reading, tenant: string): Promise<Proposal[]> {
  const alike = (key: 'phone_key' | 'email_key', by: Proposal['by']) => sql`
    select kept.id as older, merged.id as newer, ${CANDIDATE('kept')} as kept,
      ${CANDIDATE('merged')} as merged, ${by}::text as by
    from customer as kept
    join customer as merged on merged.tenant = kept.tenant
      and merged.${sql.ref(key)} = kept.${sql.ref(key)}
      and (merged.created_at, merged.id) > (kept.created_at, kept.id)
    where kept.tenant = ${tenant} and length(kept.${sql.ref(key)}) >= 6
      and kept.merged_into is null and merged.merged_into is null`
  const { rows } = await sql<Proposal>`
    select distinct on (older, newer) kept, merged, by from (
      ${alike('phone_key', 'phone')} union all ${alike('email_key', 'email')}
    ) as proposal
    order by older, newer, by
    limit ${PROPOSALS_LIMIT}
  `.execute(reading)
  return rows.map(({ kept, merged, by }) =>
    merged.hasMoney && !kept.hasMoney ? { kept: merged, merged: kept, by } : { kept, merged, by },
  )
}

/** The last word first. Whoever was erased is not told of: there is nobody to be parted. */
export async function mergedOf(reading: Reading, tenant: string, skip = 0): Promise<MergedList> {
  const { rows } = await sql<MergedRow>`
    select merged.id as customer, merged.details ->> 'name' as name,
      jsonb_build_object(
        'customer', kept.id, 'name', coalesce(kept.details ->> 'name', '')
      ) as into, merged.merged_at as at, merged.merged_by as by
    from customer as merged
    join customer as kept on kept.tenant = merged.tenant and kept.id = merged.merged_into
    where merged.tenant = ${tenant} and merged.merged_into is not null
      and merged.details is not null
    order by merged.merged_at desc, merged.id
    limit ${MERGES_SHOWN + 1} offset ${skip}
  `.execute(reading)
  return { merges: rows.slice(0, MERGES_SHOWN), hasMore: rows.length > MERGES_SHOWN }
}

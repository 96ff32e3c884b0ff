/**
 * Rows that may be one person: proposed by a phone number or an e-mail address that they share,
 * merged by a person's word, and parted again by another.
 */
import { sql } from 'kysely'
import { PROPOSALS_LIMIT, type Proposal } from '../../contract/backend/customers.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { learnMost } from '../claims/most.ts'
import { write } from '../database/write.ts'
import { changesOf } from './changes.ts'
import { familiesOf, FAMILY_DEPTH } from './family.ts'

/** The older row is proposed as the one to keep. Shorter numbers prove nothing. */
export async function proposalsOf(reading: Reading, tenant: string): Promise<Proposal[]> {
  const alike = (key: 'phone_key' | 'email_key', by: Proposal['by']) => sql`
    select kept.id as kept, kept.details ->> 'name' as "keptName",
      merged.id as merged, merged.details ->> 'name' as "mergedName", ${by}::text as by
    from customer as kept
    join customer as merged on merged.tenant = kept.tenant
      and merged.${sql.ref(key)} = kept.${sql.ref(key)}
      and (merged.created_at, merged.id) > (kept.created_at, kept.id)
    where kept.tenant = ${tenant} and length(kept.${sql.ref(key)}) >= 6
      and kept.merged_into is null and merged.merged_into is null`
  const { rows } = await sql<Proposal>`
    select distinct on (kept, merged) * from (
      ${alike('phone_key', 'phone')} union all ${alike('email_key', 'email')}
    ) as proposal
    order by kept, merged, by
    limit ${PROPOSALS_LIMIT}
  `.execute(reading)
  return rows
}

export interface Merge {
  readonly tenant: string
  readonly kept: string
  readonly merged: string
}

/**
 * False where one of them is not known, they are one already, or there is money on an account of
 * the one that would go: it is named by that customer, and is spent or settled first.
 */
export function merge(backend: Backend, { tenant, kept, merged }: Merge): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    await holdTree(transaction, tenant)
    const family = await familiesOf(transaction, tenant, [kept, merged])
    const rootOf = (id: string) => family.find((each) => each.id === id)?.root
    const [into, from] = [rootOf(kept), rootOf(merged)]
    const isPossible = into !== undefined && from !== undefined && into !== from
    if (!isPossible || family.length > FAMILY_DEPTH) return { value: false }
    if (await hasMoney(transaction, tenant, from)) return { value: false }
    await point(transaction, tenant, from, { into, at: backend.clock.now() })
    await learnMost(transaction, tenant, 'points', [into, from])
    return { value: true, changes: await changesOf(transaction, tenant, [into, from]) }
  })
}

/** The row stands for itself again, with all that is merged into it. False where it did before. */
export function part(backend: Backend, tenant: string, merged: string): Promise<boolean> {
  return write(backend, tenant, async (transaction) => {
    await holdTree(transaction, tenant)
    const row = await transaction
      .selectFrom('customer')
      .select('merged_into')
      .where('tenant', '=', tenant)
      .where('id', '=', merged)
      .executeTakeFirst()
    const before = row?.merged_into ?? null
    if (before === null) return { value: false }
    await point(transaction, tenant, merged, undefined)
    await learnMost(transaction, tenant, 'points', [before, merged])
    return { value: true, changes: await changesOf(transaction, tenant, [before, merged]) }
  })
}

async function hasMoney(
  transaction: Transaction,
  tenant: string,
  customer: string,
): Promise<boolean> {
  const found = await transaction
    .selectFrom('account')
    .select('kind')
    .where('tenant', '=', tenant)
    .where('account', '=', customer)
    .where('balance', '<>', 0)
    .executeTakeFirst()
  return found !== undefined
}

/** One at a time in a tenant: two merges at once could close a circle. */
async function holdTree(transaction: Transaction, tenant: string): Promise<void> {
  await transaction
    .selectFrom('tenant')
    .select('id')
    .where('id', '=', tenant)
    .forUpdate()
    .executeTakeFirst()
}

async function point(
  transaction: Transaction,
  tenant: string,
  customer: string,
  to: { readonly into: string; readonly at: number } | undefined,
): Promise<void> {
  await transaction
    .updateTable('customer')
    .set({ merged_into: to?.into ?? null, merged_at: to?.at ?? null })
    .where('tenant', '=', tenant)
    .where('id', '=', customer)
    .execute()
}

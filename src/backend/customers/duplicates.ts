/** Two rows are one person by a person's word, and are parted again by another. */
import { sql } from 'kysely'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Backend, Transaction } from '../backend.ts'
import { learnOfFamilies } from '../claims/most.ts'
import { write } from '../database/write.ts'
import { changesOf } from './changes.ts'
import { familiesOf, FAMILY_DEPTH } from './family.ts'
import { hasMoney } from './proposals.ts'

export interface Merge {
  readonly tenant: string
  readonly kept: string
  readonly merged: string
  /** Who says so; null for the owner's token. */
  readonly by: string | null
}

/**
 * Fails with `customer-unknown` (also of who was erased), `customers-one-already`, `limit-merged`;
 * and where there is money on an account of the one that would go, which is named by that row:
 * `merge-other-way`, or `merge-both-have-money`, which is spent or settled first.
 */
export function merge(
  backend: Backend,
  { tenant, kept, merged, by }: Merge,
): Promise<Result<{ readonly merged: true }>> {
  return write<Result<{ readonly merged: true }>>(backend, tenant, async (transaction) => {
    await holdTree(transaction, tenant)
    const family = await familiesOf(transaction, tenant, [kept, merged])
    const rootOf = (id: string) => family.find((each) => each.id === id)?.root
    const [into, from] = [rootOf(kept), rootOf(merged)]
    if (into === undefined || from === undefined) return { value: fail('customer-unknown') }
    if (into === from) return { value: fail('customers-one-already') }
    if (family.length > FAMILY_DEPTH) return { value: fail('limit-merged') }
    const may = await mayGo(transaction, tenant, { into, from })
    if (!may.ok) return { value: may }
    await point(transaction, tenant, from, { into, at: backend.clock.now(), by })
    await learn(transaction, tenant, [into, from])
    const changes = await changesOf(transaction, tenant, [into, from])
    return { value: succeed({ merged: true }), changes }
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
    await learn(transaction, tenant, [before, merged])
    return { value: true, changes: await changesOf(transaction, tenant, [before, merged]) }
  })
}

/** What each of their names may take and owe now. */
async function learn(
  transaction: Transaction,
  tenant: string,
  customers: readonly string[],
): Promise<void> {
  await learnOfFamilies(transaction, tenant, 'points', customers)
  await learnOfFamilies(transaction, tenant, 'on-account', customers)
}

async function mayGo(
  transaction: Transaction,
  tenant: string,
  { into, from }: { readonly into: string; readonly from: string },
): Promise<Result<null>> {
  const { rows } = await sql<{ id: string; isErased: boolean; hasMoney: boolean }>`
    select id, details is null as "isErased", ${hasMoney('customer')} as "hasMoney" from customer
    where tenant = ${tenant} and id in (${into}, ${from})
  `.execute(transaction)
  if (rows.some(({ isErased }) => isErased)) return fail('customer-unknown')
  const holding = rows.filter((row) => row.hasMoney).map(({ id }) => id)
  if (!holding.includes(from)) return succeed(null)
  return fail(holding.includes(into) ? 'merge-both-have-money' : 'merge-other-way')
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
  to: (Pick<Merge, 'by'> & { readonly into: string; readonly at: number }) | undefined,
): Promise<void> {
  await transaction
    .updateTable('customer')
    .set({
      ...{ merged_into: to?.into ?? null, merged_at: to?.at ?? null },
      merged_by: to?.by ?? null,
    })
    .where('tenant', '=', tenant)
    .where('id', '=', customer)
    .execute()
}

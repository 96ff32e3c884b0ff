/** What became of wishes for departments: a row each, and a document that every till pulls. */
import { sql } from 'kysely'
import type { DepartmentOutcome } from '../../domain/goods/department-outcome.ts'
import type { Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'
import { OUTCOMES_KEPT } from './outcomes.ts'

type Documents = FeedChange['documents']

export async function isAnswered(
  transaction: Transaction,
  tenant: string,
  id: string,
): Promise<boolean> {
  const found = await transaction
    .selectFrom('department_change')
    .select('id')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst()
  return found !== undefined
}

/** Of a wish that comes for the first time, while its department is held. */
export async function keepDepartmentOutcome(
  transaction: Transaction,
  tenant: string,
  outcome: DepartmentOutcome,
): Promise<Documents> {
  const { id, department } = outcome
  const { rows } = await sql<{ place: number }>`
    insert into department_change (tenant, id, department, place, outcome)
    select ${tenant}, ${id}, ${department}, 1 + coalesce(max(place), 0),
      ${JSON.stringify(outcome)}::jsonb
    from department_change where tenant = ${tenant} and department = ${department}
    returning place
  `.execute(transaction)
  const place = rows[0]?.place ?? 0
  const old = await transaction
    .selectFrom('department_change')
    .select('outcome')
    .where('tenant', '=', tenant)
    .where('department', '=', department)
    .where('place', '=', place - OUTCOMES_KEPT)
    .execute()
  return [
    { document: outcome, deleted: false },
    ...old.map((row) => ({ document: row.outcome, deleted: true })),
  ]
}

/** Tells the last wish before this one that named the department, where this one crossed it. */
export async function overtakeDepartment(
  transaction: Transaction,
  tenant: string,
  { id, department, crossed }: DepartmentOutcome,
): Promise<Documents> {
  if (!crossed) return []
  const wishes = await transaction
    .selectFrom('department_change')
    .select('outcome')
    .where('tenant', '=', tenant)
    .where('department', '=', department)
    .where('id', '<>', id)
    .orderBy('place', 'desc')
    .limit(OUTCOMES_KEPT)
    .execute()
  const named = wishes.find(
    ({ outcome: { state, what, wanted } }) =>
      state === 'applied' && (what === 'created' || wanted.name !== undefined),
  )
  if (!named) return []
  const outcome: DepartmentOutcome = { ...named.outcome, overtakenBy: id }
  await transaction
    .updateTable('department_change')
    .set({ outcome: JSON.stringify(outcome) })
    .where('tenant', '=', tenant)
    .where('id', '=', outcome.id)
    .execute()
  return [{ document: outcome, deleted: false }]
}

/** What became of wishes: a row each, and a document that every till of the tenant pulls. */
import { sql } from 'kysely'
import type { GoodsField } from '../../domain/goods/change.ts'
import type { GoodsOutcome } from '../../domain/goods/outcome.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { FeedChange } from '../feeds/stamp.ts'

type Documents = FeedChange['documents']

/** Outcomes of one variant that tills are told; older ones leave them, and stay here. */
export const OUTCOMES_KEPT = 10

/** Of the till that wanted it, as receipts have it. */
export async function codeOf(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
): Promise<string> {
  const { code } = await transaction
    .selectFrom('terminal')
    .select('code')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirstOrThrow()
  return code
}

/** Of a wish that comes for the first time; it holds the variant, so that places run on. */
export async function keepOutcome(
  transaction: Transaction,
  tenant: string,
  outcome: GoodsOutcome,
): Promise<Documents> {
  const { id, variant, state, from } = outcome
  const { rows } = await sql<{ place: number }>`
    insert into goods_change (tenant, id, variant, place, state, due, outcome)
    select ${tenant}, ${id}, ${variant}, 1 + coalesce(max(place), 0), ${state},
      ${state === 'waiting' ? from : null}::bigint, ${JSON.stringify(outcome)}::jsonb
    from goods_change where tenant = ${tenant} and variant = ${variant}
    returning place
  `.execute(transaction)
  const place = rows[0]?.place ?? 0
  const old = await transaction
    .selectFrom('goods_change')
    .select('outcome')
    .where('tenant', '=', tenant)
    .where('variant', '=', variant)
    .where('place', '=', place - OUTCOMES_KEPT)
    .where('state', '<>', 'waiting')
    .execute()
  return [
    { document: outcome, deleted: false },
    ...old.map((row) => ({ document: row.outcome, deleted: true })),
  ]
}

export async function changeOutcome(
  transaction: Transaction,
  tenant: string,
  outcome: GoodsOutcome,
): Promise<Documents> {
  await transaction
    .updateTable('goods_change')
    .set({ state: outcome.state, outcome: JSON.stringify(outcome) })
    .where('tenant', '=', tenant)
    .where('id', '=', outcome.id)
    .execute()
  return [{ document: outcome, deleted: false }]
}

/** Tells the last wishes before this one that said something else of these fields. */
export async function overtake(
  transaction: Transaction,
  tenant: string,
  { id, variant, crossed }: GoodsOutcome,
): Promise<Documents> {
  const wishes = await transaction
    .selectFrom('goods_change')
    .select('outcome')
    .where('tenant', '=', tenant)
    .where('variant', '=', variant)
    .where('id', '<>', id)
    .where('state', '=', 'applied')
    .orderBy('place', 'desc')
    .limit(OUTCOMES_KEPT)
    .execute()
  const says = (outcome: GoodsOutcome, field: GoodsField): boolean =>
    outcome.isNew || outcome.wanted[field] !== undefined
  const last = new Map(
    crossed.flatMap((field) => {
      const found = wishes.find(({ outcome }) => says(outcome, field))
      return found ? [[found.outcome.id, found.outcome] as const] : []
    }),
  )
  const told: Documents[] = []
  for (const outcome of last.values()) {
    told.push(await changeOutcome(transaction, tenant, { ...outcome, overtakenBy: id }))
  }
  return told.flat()
}

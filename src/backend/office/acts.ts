/**
 * Who does what at the office. An act is written down before it is done, and its end after: nothing
 * is done there of which nobody knows.
 */
import { idSchema } from '../../domain/identifier.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'

/** Of a shop; beyond it the oldest is forgotten with each new one. */
export const ACTS_KEPT = 100_000
/** Names of what was said, as far as they are kept. */
const FIELDS_KEPT = 40
const FIELD_LONGEST = 40

export interface Act {
  readonly tenant: string
  readonly store: string | null
  /** Null for the owner's token. */
  readonly person: { readonly id: string; readonly name: string } | null
  readonly act: string
  readonly permission: string | null
  readonly subject: string | null
  readonly fields: readonly string[]
}

/** `done`, or the code of a failure; null while it is under way. */
export type Outcome = string | null

/** Answers its id. */
export function beginAct(backend: Backend, act: Act, outcome: Outcome = null): Promise<string> {
  return write(backend, act.tenant, async (transaction) => ({
    value: await insertAct(backend, transaction, act, outcome),
  }))
}

export async function insertAct(
  { clock, random }: Pick<Backend, 'clock' | 'random'>,
  transaction: Transaction,
  { tenant, store, person, act, permission, subject, fields }: Act,
  outcome: Outcome,
): Promise<string> {
  const id = random.id()
  await transaction
    .insertInto('office_act')
    .values({
      ...{ tenant, id, at: clock.now(), store, act, permission, subject, outcome },
      ...{ person: person?.id ?? null, name: person?.name ?? null },
      fields: JSON.stringify(fields),
    })
    .execute()
  const oldest = transaction
    .selectFrom('office_act')
    .select('id')
    .where('tenant', '=', tenant)
    .orderBy('id', 'desc')
    .offset(ACTS_KEPT - 1)
    .limit(1)
  await transaction
    .deleteFrom('office_act')
    .where('tenant', '=', tenant)
    .where('id', '<', oldest)
    .execute()
  return id
}

export function endAct(
  backend: Backend,
  tenant: string,
  id: string,
  outcome: string,
): Promise<void> {
  return write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('office_act')
      .set({ outcome })
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .execute()
    return { value: undefined }
  })
}

/** What an act may be done to, by the name of its id in what is asked. */
const SUBJECTS = [
  ...['person', 'session', 'terminal', 'customer', 'merged', 'order', 'promotion', 'list', 'id'],
  ...['taxClass'],
]

/** Told from what was asked, before anybody has looked whether it is in order. */
export function toldBy(input: unknown): Pick<Act, 'subject' | 'fields'> & {
  readonly store: string | null
} {
  const said = typeof input === 'object' && input !== null ? Object.entries(input) : []
  const ids = new Map(
    said.flatMap(([name, value]) => {
      const id = idSchema.safeParse(value)
      return id.success ? [[name, id.data] as const] : []
    }),
  )
  const subject = SUBJECTS.find((name) => ids.has(name))
  const fields = said.flatMap(([name, value]) =>
    value === undefined || name === 'store' || name === subject ? [] : [name],
  )
  return {
    store: ids.get('store') ?? null,
    subject: (subject === undefined ? undefined : ids.get(subject)) ?? null,
    fields: fields.slice(0, FIELDS_KEPT).map((name) => name.slice(0, FIELD_LONGEST)),
  }
}

/**
 * The life of an epoch at the backend: opened by what proved to be its terminal's own, ended by the
 * next one, closed when nobody can fill its holes any more.
 */
import { sql } from 'kysely'
import { HEADS_LIMIT } from '../../contract/backend/sync.ts'
import { NO_PREVIOUS_HASH, type Epoch, type Head } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import type { EpochPlace } from './gaps.ts'

/** Makes the rows of epochs that are not known yet, in one order, so that no two writers wait. */
export async function openEpochs(
  transaction: Transaction,
  { tenant, terminal }: TerminalPrincipal,
  epochs: readonly Epoch[],
): Promise<void> {
  const ordinals = new Map(epochs.map((each) => [each.id, each.ordinal]))
  const rows = [...ordinals]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, ordinal]) => ({ tenant, terminal, id, ordinal, head_hash: NO_PREVIOUS_HASH }))
  if (rows.length === 0) return
  await transaction
    .insertInto('epoch')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['tenant', 'terminal', 'id']).doNothing())
    .execute()
}

/** What follows from an epoch's first entry: its key, and that the one before is over. */
export async function beginEpoch(
  transaction: Transaction,
  sender: TerminalPrincipal,
  { epoch, body }: Entry<'epoch-opened'>,
  at: number,
): Promise<void> {
  const { tenant, terminal } = sender
  await transaction
    .updateTable('epoch')
    .set((eb) => ({ key_id: eb.fn.coalesce('key_id', eb.val(body.keyId)) }))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('id', '=', epoch.id)
    .execute()
  const { previous } = body
  if (previous === null || previous.epoch.id === epoch.id) return
  await openEpochs(transaction, sender, [previous.epoch])
  await sql`
    update epoch
    set ended_at = coalesce(ended_at, ${at}), known_seq = greatest(known_seq, ${previous.seq})
    where tenant = ${tenant} and terminal = ${terminal} and id = ${previous.epoch.id}
  `.execute(transaction)
}

/**
 * Keeps what the terminal says that it can still send. What a report below the limit does not name,
 * it does not hold.
 */
export async function keepOwn(
  backend: Backend,
  { tenant, terminal }: TerminalPrincipal,
  own: readonly Head[],
): Promise<void> {
  if (own.length === 0) return
  const told = JSON.stringify(own.map(({ epoch, seq }) => ({ id: epoch.id, seq })))
  const others = own.length < HEADS_LIMIT ? sql`0` : sql`epoch.own_seq`
  await write(backend, tenant, async (transaction) => {
    await sql`
      update epoch set own_seq = news.seq, known_seq = greatest(known_seq, news.seq)
      from (
        select epoch.id, coalesce(told.seq, ${others}) as seq from epoch
        left join jsonb_to_recordset(${told}::jsonb) as told (id text, seq bigint)
          on told.id = epoch.id
        where epoch.tenant = ${tenant} and epoch.terminal = ${terminal}
      ) as news
      where epoch.tenant = ${tenant} and epoch.terminal = ${terminal} and epoch.id = news.id
        and epoch.own_seq is distinct from news.seq
    `.execute(transaction)
    return { value: undefined }
  })
}

/**
 * Epochs that are over and that the terminal, which has gone on to a later one, can add nothing to.
 * Only a report that names a later epoch counts: an older one may have been overtaken on its way.
 */
export async function exhaustedEpochs(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
  own: readonly Head[],
): Promise<string[]> {
  const latest = Math.max(0, ...own.map((each) => each.epoch.ordinal))
  const rows = await database
    .selectFrom('epoch')
    .select('id')
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('ended_at', 'is not', null)
    .where('closed_at', 'is', null)
    .where('ordinal', '<', latest)
    .whereRef('own_seq', '<=', 'head_seq')
    .orderBy('ordinal')
    .execute()
  return rows.map((row) => row.id)
}

/** Closed epochs in which something waits, or whose end is known to be further than is noted. */
export async function unsettledEpochs(
  { database }: Backend,
  { tenant, terminal }: TerminalPrincipal,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from epoch
    where tenant = ${tenant} and terminal = ${terminal} and closed_at is not null and (
      exists (
        select 1 from entry where entry.tenant = epoch.tenant
          and entry.terminal = epoch.terminal and entry.epoch = epoch.id and state = 'waiting'
      )
      or known_seq > head_seq and known_seq > coalesce((
        select max(to_seq) from entry_gap as gap where gap.tenant = epoch.tenant
          and gap.terminal = epoch.terminal and gap.epoch = epoch.id
      ), 0)
    )
    order by ordinal
  `.execute(database)
  return rows.map((row) => row.id)
}

/** Closes an epoch, if it is open; false where there is none. Nothing is refused by it. */
export async function closeEpoch(
  backend: Backend,
  { tenant, terminal, epoch }: EpochPlace,
  by: 'next-epoch' | 'person',
): Promise<boolean> {
  const at = backend.clock.now()
  return write(backend, tenant, async (transaction) => {
    const row = await transaction
      .updateTable('epoch')
      .set((eb) => ({
        closed_at: eb.fn.coalesce('closed_at', eb.val(at)),
        closed_by: eb.fn.coalesce('closed_by', eb.val(by)),
      }))
      .where('tenant', '=', tenant)
      .where('terminal', '=', terminal)
      .where('id', '=', epoch)
      .returning('id')
      .executeTakeFirst()
    return { value: row !== undefined }
  })
}

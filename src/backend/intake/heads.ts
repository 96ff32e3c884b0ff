/**
 * What the backend holds of a terminal, so that the terminal can find and send what is missing; and
 * what the terminal says that it can still send, so that the backend knows what nobody can.
 */
import { sql } from 'kysely'
import type { HeadsOutput } from '../../contract/backend/sync.ts'
import { NO_PREVIOUS_HASH, type Head } from '../../domain/journal/entry.ts'
import { keepClock } from '../tills/clocks.ts'
import type { ClockReading } from '../../domain/till/clock.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Backend, Reading } from '../backend.ts'
import { applyReady } from './apply.ts'
import { closeEpoch, exhaustedEpochs, keepOwn, unsettledEpochs } from './epochs.ts'
import { tillNewsOf } from '../tills/news.ts'
import { holesOf } from './holes.ts'

/** An epoch is opened by a restore or a replacement: more than this is no terminal's life. */
const EPOCHS_LIMIT = 1000

/**
 * Keeps the terminal's report, closes what is over and exhausted by it, and answers the heads with
 * the time that it is here.
 */
export async function compareHeads(
  backend: Backend,
  sender: TerminalPrincipal,
  own: readonly Head[],
  clock?: ClockReading,
): Promise<HeadsOutput> {
  await keepOwn(backend, sender, own)
  if (clock) await keepClock(backend, sender, clock)
  for (const epoch of await exhaustedEpochs(backend, sender, own)) {
    await closeEpoch(backend, { ...sender, epoch }, 'next-epoch')
  }
  for (const epoch of await unsettledEpochs(backend, sender)) {
    await applyReady(backend, { ...sender, epoch })
  }
  const heads = await headsOf(backend.database, sender)
  return { ...heads, at: backend.clock.now() }
}

/**
 * The heads as they are. Gap-free by their word: what was applied behind a gap of a closed epoch is
 * not in its head, or a terminal that does hold the missing ones would think that they were sent.
 */
export async function headsOf(database: Reading, sender: TerminalPrincipal): Promise<HeadsOutput> {
  const { tenant, terminal } = sender
  const { parked } = await database
    .selectFrom('entry')
    .select((eb) => eb.fn.countAll<number>().as('parked'))
    .where('tenant', '=', tenant)
    .where('terminal', '=', terminal)
    .where('state', '=', 'parked')
    .executeTakeFirstOrThrow()
  const { forked } = await database
    .selectFrom('terminal')
    .select('forked')
    .where('tenant', '=', tenant)
    .where('id', '=', terminal)
    .executeTakeFirstOrThrow()
  const rows = await gapFreeHeads(database, sender)
  const heads = rows.map(({ id, ordinal, seq, hash }) => ({
    ...{ epoch: { ordinal, id }, seq, hash: hash ?? NO_PREVIOUS_HASH },
  }))
  const ends = rows
    .filter(({ seq, end }) => end > seq)
    .map(({ id, ordinal, end }) => ({ epoch: { ordinal, id }, seq: end }))
  const holes = await holesOf(database, sender)
  return { heads, parked, forked, holes, ends, till: await tillNewsOf(database, sender) }
}

interface HeadRow {
  readonly id: string
  readonly ordinal: number
  readonly seq: number
  readonly hash: string | null
  /** How far it was applied, over gaps. */
  readonly end: number
}

async function gapFreeHeads(
  database: Reading,
  { tenant, terminal }: TerminalPrincipal,
): Promise<HeadRow[]> {
  const { rows } = await sql<HeadRow>`
    select epoch.id, epoch.ordinal, head_seq as end, least(head_seq, first.missing - 1) as seq,
      case when first.missing <= head_seq then (
        select hash from entry where entry.tenant = epoch.tenant
          and entry.terminal = epoch.terminal and entry.epoch = epoch.id
          and entry.seq = first.missing - 1 and state <> 'waiting'
        order by case state when 'applied' then 0 when 'forked' then 1 else 2 end limit 1
      ) else head_hash end as hash
    from epoch, lateral (
      select coalesce(min(from_seq), head_seq + 1) as missing from entry_gap as gap
      where gap.tenant = epoch.tenant and gap.terminal = epoch.terminal and gap.epoch = epoch.id
    ) as first
    where epoch.tenant = ${tenant} and epoch.terminal = ${terminal}
    order by ordinal desc, id
    limit ${EPOCHS_LIMIT}
  `.execute(database)
  return rows
}

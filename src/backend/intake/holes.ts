/** Entries that are missing before others that have come. */
import { sql, type RawBuilder } from 'kysely'
import type { HeadsOutput } from '../../contract/backend/sync.ts'
import type { Reading } from '../backend.ts'

/**
 * Holes that a terminal is told of at once, the oldest of the latest epoch first; filled ones make
 * room.
 */
export const HOLES_LIMIT = 1000

export interface Hole {
  readonly terminal: string
  readonly epoch: string
  readonly ordinal: number
  readonly from: number
  readonly to: number
  /** The epoch is closed: nobody is expected to fill it. */
  readonly closed: boolean
  readonly foundAt: number
}

export interface HolesAsked {
  readonly tenant: string
  /** Of this one alone. */
  readonly terminal?: string
  /** Those of closed epochs alone, or those that may still be filled. */
  readonly closed?: boolean
  readonly skip?: number
  readonly limit?: number
}

/**
 * Holes of a tenant. Open ones stand before an entry that waits; those of closed epochs are gaps,
 * which a terminal may still hold all the same.
 */
export async function findHoles(database: Reading, asked: HolesAsked): Promise<Hole[]> {
  const { tenant, skip = 0, limit = HOLES_LIMIT } = asked
  const { rows } = await sql<Hole>`
    select hole.terminal, hole.epoch, epoch.ordinal, "from", "to", closed, "foundAt"
    from (${allHoles(asked)}) as hole
    join epoch on epoch.tenant = ${tenant} and epoch.terminal = hole.terminal
      and epoch.id = hole.epoch
    order by epoch.ordinal desc, hole.terminal, hole.epoch, "from"
    limit ${limit} offset ${skip}
  `.execute(database)
  return rows
}

/** All of a tenant, told or not. */
export async function countHoles(
  database: Reading,
  tenant: string,
): Promise<{ readonly hole: number; readonly gap: number }> {
  const { rows } = await sql<{ hole: number; gap: number }>`
    select count(*) filter (where not closed) as hole, count(*) filter (where closed) as gap
    from (${allHoles({ tenant })}) as hole
  `.execute(database)
  return rows[0] ?? { hole: 0, gap: 0 }
}

function allHoles({ tenant, terminal, closed }: HolesAsked): RawBuilder<unknown> {
  const of = terminal === undefined ? sql`` : sql`and entry.terminal = ${terminal}`
  const ofGap = terminal === undefined ? sql`` : sql`and gap.terminal = ${terminal}`
  const open = sql`
      select terminal, epoch, "from", seq - 1 as "to", false as closed, received_at as "foundAt"
      from entry, lateral (
        select least(entry.seq - 1, coalesce(max(before.seq), 0) + 1) as "from"
        from entry as before
        where before.tenant = entry.tenant and before.terminal = entry.terminal
          and before.epoch = entry.epoch and before.seq < entry.seq
      ) as start
      where tenant = ${tenant} ${of} and state = 'waiting' and seq > 1 and not exists (
        select 1 from entry as previous
        where previous.tenant = entry.tenant and previous.terminal = entry.terminal
          and previous.epoch = entry.epoch and previous.seq = entry.seq - 1
          and (previous.state = 'parked' or previous.hash = entry.prev_hash)
      )`
  const gaps = sql`
      select terminal, epoch, from_seq as "from", to_seq as "to", true as closed,
        found_at as "foundAt"
      from entry_gap as gap
      where tenant = ${tenant} ${ofGap}`
  if (closed === undefined) return sql`${open} union all ${gaps}`
  return closed ? gaps : open
}

export async function holesOf(
  database: Reading,
  sender: { readonly tenant: string; readonly terminal: string },
): Promise<HeadsOutput['holes']> {
  const { tenant, terminal } = sender
  const holes = await findHoles(database, { tenant, terminal })
  return holes.map(({ epoch: id, ordinal, from, to }) => ({ epoch: { ordinal, id }, from, to }))
}

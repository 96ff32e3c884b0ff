/**
 * Zs and fiscal closings that a terminal gave and its journal does not hold any more: it was
 * restored, or another machine took its place. They are told as they were sealed.
 */
import { sql } from 'kysely'
import {
  CLOSINGS_LIMIT,
  type ClosingsInput,
  type ClosingsOutput,
} from '../../contract/backend/sync.ts'
import { entryId, type SealedEntry } from '../../domain/journal/entry.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

interface Row extends Omit<SealedEntry, 'id' | 'epoch' | 'personal'> {
  readonly epoch: string
  readonly ordinal: number
  readonly prints: number
}

/** Newest first. Of a fork the branch that came first is told. */
export async function lostClosings(
  database: Reading,
  sender: TerminalPrincipal,
  { what, held, before }: ClosingsInput,
): Promise<ClosingsOutput> {
  const { tenant, store, terminal } = sender
  const table = sql.table(what === 'zs' ? 'till_closing' : 'fiscal_closing')
  const isOne = what === 'zs' ? sql`z is not null` : sql`true`
  const own = JSON.stringify(held.map(({ epoch, seq }) => ({ id: epoch.id, seq })))
  // What a row is told apart by begins with the id of its entry, and ends with its hash.
  const { rows } = await sql<Row>`
    select entry.epoch, epoch.ordinal, entry.seq, entry.canonical, entry.hash,
      entry.key_id as "keyId", entry.signature, closing.prints
    from ${table} as closing
    join entry on entry.tenant = closing.tenant and entry.terminal = closing.terminal
      and entry.epoch = substring(closing.entry from 6 for 36)
      and entry.seq = substring(closing.entry from 43 for 10)::bigint
      and entry.hash = right(closing.entry, 64) and entry.state = 'applied'
    join epoch on epoch.tenant = entry.tenant and epoch.terminal = entry.terminal
      and epoch.id = entry.epoch
    where closing.tenant = ${tenant} and closing.store = ${store}
      and closing.terminal = ${terminal} and ${isOne}
      and left(closing.entry, 52) collate "C" < ${before ?? '~'}
      and not exists (
        select 1 from jsonb_to_recordset(${own}::jsonb) as own (id text, seq bigint)
        where own.id = entry.epoch and own.seq >= entry.seq)
    order by closing.entry collate "C" desc limit ${CLOSINGS_LIMIT + 1}
  `.execute(database)
  const closings = rows.slice(0, CLOSINGS_LIMIT)
  const openings = await openingsOf(database, sender, [...new Set(closings.map(byEpoch))])
  return {
    closings: closings.map(({ prints, ...row }) => ({ entry: sealedOf(row), prints })),
    ...{ openings: openings.map(sealedOf), hasMore: rows.length > CLOSINGS_LIMIT },
  }
}

async function openingsOf(
  database: Reading,
  { tenant, terminal }: TerminalPrincipal,
  epochs: readonly string[],
): Promise<Omit<Row, 'prints'>[]> {
  if (epochs.length === 0) return []
  const { rows } = await sql<Omit<Row, 'prints'>>`
    select entry.epoch, epoch.ordinal, entry.seq, entry.canonical, entry.hash,
      entry.key_id as "keyId", entry.signature
    from entry join epoch on epoch.tenant = entry.tenant and epoch.terminal = entry.terminal
      and epoch.id = entry.epoch
    where entry.tenant = ${tenant} and entry.terminal = ${terminal} and entry.seq = 1
      and entry.epoch in (${sql.join(epochs)}) and entry.state = 'applied'
  `.execute(database)
  return rows
}

function byEpoch({ epoch }: Row): string {
  return epoch
}

function sealedOf({ epoch, ordinal, ...row }: Omit<Row, 'prints'>): SealedEntry {
  const place = { epoch: { ordinal, id: epoch }, seq: row.seq }
  return { ...row, ...place, id: entryId(place.epoch, place.seq), personal: null }
}

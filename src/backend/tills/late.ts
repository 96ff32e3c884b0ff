/**
 * Entries of a session that its close does not contain: they came after it, or were written by a
 * terminal that did not have them any more when it closed. A close is never written anew: each of
 * them is a correction to it, numbered as it came.
 */
import { sql, type RawBuilder } from 'kysely'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading, Transaction } from '../backend.ts'

export interface SessionPlace extends TerminalPrincipal {
  readonly session: string
}

interface Winner {
  readonly terminal: string
  readonly epoch: string
  readonly seq: number
  readonly second: boolean
  /** As a database gives jsonb back. */
  readonly earlier: readonly { readonly epoch: { readonly id: string }; readonly seq: number }[]
}

/** Of several closings the first stands, whichever came first: a session stays closed. */
export const FIRST_CLOSING = sql`order by epoch_ordinal, epoch, seq, entry limit 1`

/**
 * Numbers the entry `source`, or all entries anew where a closing came (null): what counted as late
 * for a person's provisional word may well be in the terminal's own Z.
 */
export async function numberLate(
  transaction: Transaction,
  place: SessionPlace,
  source: string | null,
): Promise<void> {
  const { tenant, store, session } = place
  const winner = await winnerOf(transaction, place)
  const own = sql`tenant = ${tenant} and store = ${store} and session = ${session}`
  if (source === null) {
    await sql`update till_entry set correction = null where ${own} and correction is not null
    `.execute(transaction)
  }
  const wanted = source === null ? sql`true` : sql`entry = ${source}`
  const contained = winner ? isContained(place, winner) : sql`false`
  await sql`
    update till_entry set correction = late.number
    from (
      select entry, row_number() over (order by entry) + (
        select coalesce(max(correction), 0) from till_entry where ${own}
      ) as number
      from till_entry where ${own} and correction is null and ${wanted} and not (${contained})
    ) as late
    where ${own} and till_entry.entry = late.entry
  `.execute(transaction)
}

async function winnerOf(
  reading: Reading,
  { tenant, store, session }: SessionPlace,
): Promise<Winner | undefined> {
  const { rows } = await sql<Winner>`
    select terminal, epoch, seq, second, earlier from till_closing
    where tenant = ${tenant} and store = ${store} and session = ${session} ${FIRST_CLOSING}
  `.execute(reading)
  return rows[0]
}

/** Before it on its own branch of its own epoch, or within what it says of earlier epochs. */
function isContained({ tenant }: SessionPlace, winner: Winner): RawBuilder<boolean> {
  const { terminal, epoch, seq, second, earlier } = winner
  const ends = JSON.stringify(earlier.map((each) => ({ id: each.epoch.id, seq: each.seq })))
  const onItsBranch = second
    ? sql`(till_entry.second or till_entry.seq < (
        select min(fork.seq) from entry as fork where fork.tenant = ${tenant}
          and fork.terminal = ${terminal} and fork.epoch = ${epoch} and fork.state = 'forked'))`
    : sql`not till_entry.second`
  return sql`(
    till_entry.epoch = ${epoch} and till_entry.seq < ${seq} and ${onItsBranch}
    or not till_entry.second and exists (
      select 1 from jsonb_to_recordset(${ends}::jsonb) as ended (id text, seq bigint)
      where ended.id = till_entry.epoch and till_entry.seq <= ended.seq
    )
  )`
}

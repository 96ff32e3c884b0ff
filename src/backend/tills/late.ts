/**
 * Entries of a session that its close does not contain: they came after it, or were written by a
 * terminal that did not have them any more when it closed. A close is never written anew: each of
 * them is a correction to it, numbered as it came. A number that was told stays that entry's own:
 * no other gets it, not even once a later word finds the entry in the close after all.
 */
import { sql, type RawBuilder } from 'kysely'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading, Transaction } from '../backend.ts'

export interface SessionPlace extends TerminalPrincipal {
  readonly session: string
}

interface Winner {
  readonly entry: string
  readonly terminal: string
  readonly epoch: string
  readonly seq: number
  readonly second: boolean
  /** As a database gives jsonb back. */
  readonly earlier: readonly { readonly epoch: { readonly id: string }; readonly seq: number }[]
}

/** Of several closings the first stands, whichever came first: a session stays closed. */
export const CLOSES_IN_ORDER = sql`order by epoch_ordinal, epoch, seq, entry`
export const FIRST_CLOSING = sql`${CLOSES_IN_ORDER} limit 1`

/** Numbers the entry `source` where the session's close does not contain it. */
export async function numberLate(
  transaction: Transaction,
  place: SessionPlace,
  source: string,
): Promise<void> {
  const winner = await winnerOf(transaction, place)
  await giveNumbers(transaction, place, sql`entry = ${source} and not (${isIn(place, winner)})`)
}

/**
 * Looks at all entries again where the closing `source` stands from now on: what counted as late
 * for a person's word, or for a close that came sooner, may well be in this one. A closing that
 * does not stand changes nothing.
 */
export async function numberAgain(
  transaction: Transaction,
  place: SessionPlace,
  source: string,
): Promise<void> {
  const winner = await winnerOf(transaction, place)
  if (winner?.entry !== source) return
  const contained = isIn(place, winner)
  await sql`
    update till_entry set correction = case when ${contained} then null else numbered end
    where ${isOf(place)} and numbered is not null
  `.execute(transaction)
  await giveNumbers(transaction, place, sql`not (${contained})`)
}

/** What the entry that closes it is told apart by; undefined while none does. */
export async function standingClose(
  reading: Reading,
  place: SessionPlace,
): Promise<string | undefined> {
  return (await winnerOf(reading, place))?.entry
}

async function giveNumbers(
  transaction: Transaction,
  place: SessionPlace,
  late: RawBuilder<boolean>,
): Promise<void> {
  await sql`
    update till_entry set correction = late.number, numbered = late.number
    from (
      select entry, row_number() over (order by entry) + (
        select coalesce(max(numbered), 0) from till_entry where ${isOf(place)}
      ) as number
      from till_entry where ${isOf(place)} and numbered is null and ${late}
    ) as late
    where ${isOf(place)} and till_entry.entry = late.entry
  `.execute(transaction)
}

function isOf({ tenant, store, session }: SessionPlace): RawBuilder<boolean> {
  return sql`tenant = ${tenant} and store = ${store} and session = ${session}`
}

async function winnerOf(
  reading: Reading,
  { tenant, store, session }: SessionPlace,
): Promise<Winner | undefined> {
  const { rows } = await sql<Winner>`
    select entry, terminal, epoch, seq, second, earlier from till_closing
    where tenant = ${tenant} and store = ${store} and session = ${session} ${FIRST_CLOSING}
  `.execute(reading)
  return rows[0]
}

/** Before it on its own branch of its own epoch, or within what it says of earlier epochs. */
function isIn({ tenant }: SessionPlace, winner: Winner | undefined): RawBuilder<boolean> {
  if (!winner) return sql`false`
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

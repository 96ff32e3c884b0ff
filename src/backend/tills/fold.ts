/**
 * What an entry tells of its till session, in the transaction that applies it. Told again it adds
 * nothing, so that the whole journal may be folded once more over what is there.
 */
import { sql, type Selectable } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import { isShared, sessionShareOf, type SharedEntry } from '../../domain/till/session-share.ts'
import type { TenderFigures } from '../../domain/till/tender-figures.ts'
import { watchedIn } from '../../domain/till/watched.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import type { TillTables } from '../database/till-tables.ts'
import { numberAgain, numberLate } from './late.ts'

export interface TillEntry {
  readonly entry: Entry
  /** What the rows that follow from it are told apart by. */
  readonly source: string
  /** Whether another entry had its number before it. */
  readonly isSecond: boolean
}

export async function foldTill(
  transaction: Transaction,
  sender: TerminalPrincipal,
  told: TillEntry,
): Promise<void> {
  const { entry } = told
  const session = sessionOf(entry)
  if (session === undefined) return
  const { isOver } = await keepSession(transaction, sender, session, entry)
  const isNew = await keepOf(transaction, sender, session, told)
  if (!isNew || !isOver) return
  const place = { ...sender, session }
  const number = entry.kind === 'session-closed' ? numberAgain : numberLate
  await number(transaction, place, told.source)
}

/** Of the entries that a session is made of; undefined of all others. */
function sessionOf(entry: Entry): string | undefined {
  switch (entry.kind) {
    case 'session-opened':
    case 'session-counted':
    case 'session-closed':
    case 'cash-moved':
      return entry.body.session
    default:
      return isShared(entry) ? (entry.session ?? undefined) : undefined
  }
}

/** Whichever entry comes first makes it: entries of several epochs come in any order. */
async function keepSession(
  transaction: Transaction,
  { tenant, store, terminal }: TerminalPrincipal,
  session: string,
  entry: Entry,
): Promise<{ isOver: boolean }> {
  const { at, epoch, businessDate, actor } = entry
  const opened = entry.kind === 'session-opened' ? entry.body : undefined
  const counted = entry.kind === 'session-counted' ? entry.body : undefined
  const { rows } = await sql<{ isOver: boolean }>`
    insert into till_session as known
      (tenant, store, id, terminal, business_date, currency, float, opened_at, opened_by,
       counted_at, counts, closed, last_at, epoch, epoch_ordinal)
    values (${tenant}, ${store}, ${session}, ${terminal},
      ${opened ? businessDate : null}, ${opened?.currency ?? null}, ${opened?.float ?? null},
      ${opened ? at : null}, ${opened ? actor : null},
      ${counted ? at : null}, ${counted?.number ?? 0}, ${entry.kind === 'session-closed'},
      ${at}, ${epoch.id}, ${epoch.ordinal})
    on conflict (tenant, store, id) do update set
      business_date = coalesce(known.business_date, excluded.business_date),
      currency = coalesce(known.currency, excluded.currency),
      float = coalesce(known.float, excluded.float),
      opened_at = coalesce(known.opened_at, excluded.opened_at),
      opened_by = coalesce(known.opened_by, excluded.opened_by),
      counted_at = least(known.counted_at, excluded.counted_at),
      counts = greatest(known.counts, excluded.counts),
      closed = known.closed or excluded.closed,
      last_at = greatest(known.last_at, excluded.last_at),
      epoch = case when excluded.epoch_ordinal > known.epoch_ordinal
        then excluded.epoch else known.epoch end,
      epoch_ordinal = greatest(known.epoch_ordinal, excluded.epoch_ordinal)
    returning closed or exists (
      select 1 from till_closed_elsewhere as elsewhere where elsewhere.tenant = known.tenant
        and elsewhere.store = known.store and elsewhere.session = known.id
    ) as "isOver"
  `.execute(transaction)
  return { isOver: rows[0]?.isOver === true }
}

/** False where it was there already, or is nothing but a mark in the session's own row. */
async function keepOf(
  transaction: Transaction,
  sender: TerminalPrincipal,
  session: string,
  { entry, source, isSecond }: TillEntry,
): Promise<boolean> {
  const { tenant, store, terminal } = sender
  const { epoch, seq, at, actor } = entry
  const place = { tenant, store, session, entry: source, seq, second: isSecond, at, actor }
  if (entry.kind === 'session-closed') {
    const closing = closingOf(entry.body)
    const kept = await transaction
      .insertInto('till_closing')
      .values({
        ...{ ...place, terminal, epoch: epoch.id, epoch_ordinal: epoch.ordinal },
        ...closing,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('entry')
      .executeTakeFirst()
    if (!kept) await keepWatched(transaction, 'till_closing', place, closing.watched)
    return kept !== undefined
  }
  if (!isShared(entry)) return false
  const share = shareOf(entry)
  const kept = await transaction
    .insertInto('till_entry')
    .values({ ...place, epoch: epoch.id, ...share })
    .onConflict((conflict) => conflict.doNothing())
    .returning('entry')
    .executeTakeFirst()
  if (!kept) await keepWatched(transaction, 'till_entry', place, share.watched)
  return kept !== undefined
}

type Place = Pick<Selectable<TillTables['till_entry']>, 'tenant' | 'store' | 'session' | 'entry'>

/** Of what was kept by a program that did not keep it. */
async function keepWatched(
  transaction: Transaction,
  table: 'till_entry' | 'till_closing',
  { tenant, store, session, entry }: Place,
  watched: string | null,
): Promise<void> {
  await transaction
    .updateTable(table)
    .set({ watched })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('session', '=', session)
    .where('entry', '=', entry)
    .where('watched', 'is', null)
    .execute()
}

function closingOf({
  expected,
  counted,
  difference,
  sales,
  z,
  ...body
}: Entry<'session-closed'>['body']) {
  const { entries = 0, sales: unsentSales = 0 } = z?.report.unsent ?? {}
  return {
    ...{ expected, counted, difference, sales, reason: body.reason ?? null },
    ...{ z: z?.number ?? null, turnover: z?.report.figures.turnover ?? null },
    ...{ float: z?.report.float ?? null, unsent_entries: entries, unsent_sales: unsentSales },
    earlier: JSON.stringify(z?.report.earlier ?? []),
    tenders: tendersOf(z?.report.figures.tenders ?? []),
    watched: z ? JSON.stringify(watchedIn(z.report.figures)) : null,
  }
}

/** Null where they were not told apart. */
function tendersOf(tenders: TenderFigures): string | null {
  const isTold = tenders.every(({ taken, back }) => taken && back)
  return isTold ? JSON.stringify(tenders.map(({ named: _, ...row }) => row)) : null
}

function shareOf(entry: SharedEntry) {
  const { tenders, watched, ...share } = sessionShareOf(entry)
  return {
    ...{ ...share, tenders: tenders ? JSON.stringify(tenders) : null },
    watched: JSON.stringify(watched),
  }
}

/** Till sessions as they are told: from their entries, their own closes and the words of people. */
import { sql, type RawBuilder } from 'kysely'
import {
  CLOSES_SHOWN,
  CORRECTED_WORDS_LIMIT,
  CORRECTIONS_SHOWN,
  type TillClosing,
  type TillSessionDetail,
  type TillSessions,
  type TillSessionView,
} from '../../contract/backend/tills.ts'
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'
import { clocksOf } from './clocks.ts'
import { FIRST_CLOSING } from './late.ts'
import { sessionPayments } from './tenders.ts'
import { sessionWatched } from './watched.ts'

export interface SessionsAsked {
  readonly terminal?: string | undefined
  readonly skip: number
  readonly most: number
}

/** Whether it is over: by its own close, or by a person's word from elsewhere. */
const IS_OVER = sql`(its.closed or exists (
  select 1 from till_closed_elsewhere as word where word.tenant = its.tenant
    and word.store = its.store and word.session = its.id))`

/** Sessions that nobody closed first, then the newest. */
export async function sessionsOf(
  database: Reading,
  shop: Shop,
  { terminal, skip, most }: SessionsAsked,
): Promise<TillSessions> {
  const { tenant, store } = shop
  const own = terminal === undefined ? sql`` : sql`and its.terminal = ${terminal}`
  const which = sql`
    select its.* from till_session as its
    where its.tenant = ${tenant} and its.store = ${store} ${own}
    order by ${IS_OVER}, its.last_at desc, its.id limit ${most + 1} offset ${skip}`
  const found = await readSessions(database, shop, which)
  const clocks = skip === 0 ? await clocksOf(database, shop, terminal) : []
  const hasMore = found.length > most
  return { sessions: found.slice(0, most), hasMore, clocks }
}

/** Undefined where the store has no such session. */
export async function sessionOf(
  database: Reading,
  shop: Shop,
  session: string,
): Promise<TillSessionDetail | undefined> {
  const { tenant, store } = shop
  const which = sql`
    select * from till_session where tenant = ${tenant} and store = ${store} and id = ${session}`
  const [found] = await readSessions(database, shop, which)
  if (!found) return undefined
  const corrections = await sql<TillSessionDetail['corrections'][number]>`
    select late.correction as number, late.kind, late.name, late.at, staff.name as person,
      late.currency, late.turnover, late.cash, coalesce(late.watched, '[]') as watched
    from till_entry as late ${nameOf('staff', sql`late`, sql`late.actor`)}
    where late.tenant = ${tenant} and late.store = ${store} and late.session = ${session}
      and late.correction is not null
    order by late.correction limit ${CORRECTIONS_SHOWN}
  `.execute(database)
  const closings = await sql<ClosingRow>`
    select ${CLOSING} from till_closing as closing
      ${nameOf('closer', sql`closing`, sql`closing.actor`)}
    where closing.tenant = ${tenant} and closing.store = ${store}
      and closing.session = ${session}
    order by epoch_ordinal, epoch, seq, entry limit ${CLOSES_SHOWN + 1}
  `.execute(database)
  const others = closings.rows.slice(1).flatMap((row) => closingOf(row) ?? [])
  const payments = await sessionPayments(database, tenant, store, session)
  const watched = await sessionWatched(database, tenant, store, session)
  const words = await sql<TillSessionDetail['correctedWords'][number]>`
    select at, person, person_id as "personId", reason, counted, sales, turnover, expected
    from till_corrected_word
    where tenant = ${tenant} and store = ${store} and session = ${session}
    order by number desc limit ${CORRECTED_WORDS_LIMIT}
  `.execute(database)
  return {
    ...{ session: found, ...payments, watched, corrections: corrections.rows, others },
    correctedWords: words.rows,
  }
}

interface ClosingRow {
  readonly closedZ: number | null
  readonly closedAt: number | null
  readonly closedBy: string | null
  readonly closedSales: number
  readonly closedTurnover: number | null
  readonly closedExpected: number
  readonly closedCounted: number
  readonly closedDifference: number
  readonly closedReason: string | null
  readonly unsentEntries: number
  readonly unsentSales: number
}

const CLOSING = sql`closing.z as "closedZ", closing.at as "closedAt",
  coalesce(closer.name, right(closing.actor, 6)) as "closedBy", closing.sales as "closedSales",
  closing.turnover as "closedTurnover", closing.expected as "closedExpected",
  closing.counted as "closedCounted", closing.difference as "closedDifference",
  closing.reason as "closedReason", closing.unsent_entries as "unsentEntries",
  closing.unsent_sales as "unsentSales"`

interface Row extends ClosingRow {
  readonly session: string
  readonly terminal: string
  readonly till: string
  readonly counts: number
  readonly businessDate: string | null
  readonly currency: string
  readonly openedAt: number | null
  readonly openedBy: string | null
  readonly lastAt: number
  readonly float: number | null
  readonly sales: number
  readonly turnover: number
  readonly cash: number
  readonly elsewhere: Omit<NonNullable<TillSessionView['elsewhere']>, 'isFinal'> | null
  readonly isFinal: boolean
  readonly late: number
  readonly lateSales: number
  readonly lateTurnover: number
  readonly lateCash: number
  readonly closings: number
}

async function readSessions(
  database: Reading,
  { currency }: Shop,
  which: RawBuilder<unknown>,
): Promise<TillSessionView[]> {
  const { rows } = await sql<Row>`
    select its.id as session, its.terminal, coalesce(terminal.name, its.terminal) as till,
      its.counts, its.business_date as "businessDate",
      coalesce(its.currency, ${currency}) as currency, its.opened_at as "openedAt",
      coalesce(opener.name, right(its.opened_by, 6)) as "openedBy", its.last_at as "lastAt",
      coalesce(its.float, closing.float) as float, ${CLOSING},
      coalesce(own.sales, 0) as sales, coalesce(own.turnover, 0) as turnover,
      coalesce(own.cash, 0) as cash, elsewhere.told as elsewhere,
      exists (
        select 1 from epoch where epoch.tenant = its.tenant and epoch.terminal = its.terminal
          and epoch.id = its.epoch and epoch.closed_at is not null
      ) as "isFinal",
      coalesce(late.count, 0) as late, coalesce(late.sales, 0) as "lateSales",
      coalesce(late.turnover, 0) as "lateTurnover", coalesce(late.cash, 0) as "lateCash",
      coalesce(late.closings, 0) as closings
    from (${which}) as its
    left join terminal on terminal.tenant = its.tenant and terminal.id = its.terminal
    ${nameOf('opener', sql`its`, sql`its.opened_by`)}
    left join lateral (
      select * from till_closing where ${isOf('till_closing')} ${FIRST_CLOSING}
    ) as closing on its.closed
    ${nameOf('closer', sql`its`, sql`closing.actor`)}
    left join lateral (
      select ${sumsOf('true')} from till_entry
      where ${isOf('till_entry')} and till_entry.currency = coalesce(its.currency, ${currency})
    ) as own on not its.closed
    left join lateral (
      select json_build_object('at', at, 'person', person, 'personId', person_id,
        'reason', reason, 'counted', counted,
        'sales', sales, 'turnover', turnover, 'expected', expected) as told
      from till_closed_elsewhere where ${isOf('till_closed_elsewhere')}
    ) as elsewhere on true
    left join lateral (
      select count(*) as count, ${sumsOf(`till_entry.currency = coalesce(its.currency, '')`)},
        (select count(*) from till_closing where ${isOf('till_closing')}) as closings
      from till_entry where ${isOf('till_entry')} and correction is not null
    ) as late on true
    order by ${IS_OVER}, its.last_at desc, its.id
  `.execute(database)
  return rows.map(viewOf)
}

function isOf(table: string): RawBuilder<boolean> {
  const its = (column: string) => sql.ref(`${table}.${column}`)
  return sql`${its('tenant')} = its.tenant and ${its('store')} = its.store
    and ${its('session')} = its.id`
}

/** Cash of another currency is none of the store's own. */
function sumsOf(isOwn: string): RawBuilder<unknown> {
  return sql`coalesce(sum(till_entry.sales), 0)::bigint as sales,
    coalesce(sum(till_entry.turnover), 0)::bigint as turnover,
    coalesce(sum(till_entry.cash) filter (where ${sql.raw(isOwn)}), 0)::bigint as cash`
}

function nameOf(alias: string, of: RawBuilder<unknown>, id: RawBuilder<unknown>) {
  const name = sql.ref(alias)
  return sql`left join staff as ${name} on ${name}.tenant = ${of}.tenant
    and ${name}.store = ${of}.store and ${name}.id = ${id}`
}

function closingOf(row: ClosingRow): TillClosing | null {
  if (row.closedAt === null) return null
  return {
    ...{ z: row.closedZ, at: row.closedAt, person: row.closedBy ?? '' },
    ...{ sales: row.closedSales, turnover: row.closedTurnover, reason: row.closedReason },
    ...{ expected: row.closedExpected, counted: row.closedCounted },
    difference: row.closedDifference,
    unsent: { entries: row.unsentEntries, sales: row.unsentSales },
  } as TillClosing
}

function viewOf(row: Row): TillSessionView {
  const closing = closingOf(row)
  const { session, terminal, till, businessDate, currency, openedAt, openedBy, lastAt } = row
  const { float, elsewhere, isFinal } = row
  const sums = closing
    ? {
        sales: closing.sales + row.lateSales,
        turnover: closing.turnover === null ? null : closing.turnover + row.lateTurnover,
        expected: closing.expected + row.lateCash,
      }
    : { sales: row.sales, turnover: row.turnover, expected: (float ?? 0) + row.cash }
  return {
    ...{ session, terminal, till, businessDate, currency, openedAt, openedBy, lastAt, float },
    ...{ ...sums, closing, state: stateOf(row, closing) },
    elsewhere: elsewhere && { ...elsewhere, isFinal },
    corrections: {
      ...{ count: row.late, sales: row.lateSales },
      ...{ turnover: row.lateTurnover, cash: row.lateCash },
    },
    closedAgain: Math.max(0, row.closings - 1),
  } as TillSessionView
}

function stateOf(
  { counts, elsewhere }: Row,
  closing: TillClosing | null,
): TillSessionView['state'] {
  if (closing) return 'closed'
  if (elsewhere) return 'closed-elsewhere'
  return counts > 0 ? 'counted' : 'open'
}

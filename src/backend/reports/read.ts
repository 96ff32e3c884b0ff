/** The dashboard of a store, from its rolled-up figures. */
import { sql, type RawBuilder } from 'kysely'
import {
  dashboardOf,
  ROWS_SHOWN,
  type Dashboard,
  type DayFigure,
  type RankedFigure,
} from '../../domain/reports/dashboard.ts'
import { MEASURES, type Channel, type Figure } from '../../domain/reports/figure.ts'
import { comparedWith, type Period } from '../../domain/reports/period.ts'
import { businessDateOf } from '../../domain/time.ts'
import type { Backend, Reading } from '../backend.ts'
import { namesOf } from './names.ts'

export interface Asked {
  readonly tenant: string
  readonly store: string
  readonly period: Period
  /** Of this one alone. */
  readonly terminal?: string | undefined
  /** Of what was sold at counters, or online. */
  readonly channel?: Channel | undefined
}

/**
 * Undefined where the tenant has no such store; `margins` says whether it tells what goods cost.
 * One state of the database, whatever comes in.
 */
export async function readDashboard(
  database: Reading,
  asked: Asked,
  margins = true,
): Promise<Dashboard | undefined> {
  const { tenant, store, period } = asked
  const compared = comparedWith(period)
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (reading) => {
      const known = await reading
        .selectFrom('store')
        .select('currency')
        .where('tenant', '=', tenant)
        .where('id', '=', store)
        .executeTakeFirst()
      if (!known) return undefined
      const ranked = await readRanked(reading, asked)
      const days = await readDays(reading, asked)
      const week = await readCompared(reading, { ...asked, period: compared.week })
      const year = await readCompared(reading, { ...asked, period: compared.year })
      const nameOf = await namesOf(reading, tenant, ranked)
      return dashboardOf(
        { period, ranked, days, week, year },
        { currency: known.currency, margins, compared, nameOf },
      )
    })
}

/** The trading day of now in the store's own calendar. */
export async function todayOf(
  { database, clock }: Backend,
  { tenant, store }: Pick<Asked, 'tenant' | 'store'>,
): Promise<string> {
  const { zone, settings } = await database
    .selectFrom('store')
    .select(['zone', 'settings'])
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirstOrThrow()
  return businessDateOf(clock.now(), zone, settings.dayStartsAtMinute)
}

const SUMS = sql.join(
  MEASURES.map((each) => sql`sum(${sql.ref(each)})::bigint as ${sql.ref(each)}`),
)

function rowsOf({ tenant, store, terminal, channel, period }: Asked): RawBuilder<unknown> {
  const own = terminal === undefined ? sql`` : sql`and terminal = ${terminal}`
  const kind = channel === 'web' ? 'web' : 'till'
  const sold =
    channel === undefined
      ? sql``
      : sql`and terminal in (
          select id from terminal where tenant = ${tenant} and store = ${store} and kind = ${kind}
        )`
  return sql`from report_figure where tenant = ${tenant} and store = ${store} ${own} ${sold}
    and business_date between ${period.from} and ${period.to}`
}

const IS_SOMETHING = sql.join(
  MEASURES.map((each) => sql`sum(${sql.ref(each)}) <> 0`),
  sql` or `,
)

/** The place of all that stand behind those that are told one by one. */
const OTHERS = sql.lit(ROWS_SHOWN + 1)

/** As `rank` has it; the order of keys is that of their letters, whatever the database's is. */
async function readRanked(reading: Reading, asked: Asked): Promise<RankedFigure[]> {
  const { rows } = await sql<RankedFigure>`
    with figure as (
      select part, key, ${SUMS} ${rowsOf(asked)} group by part, key having ${IS_SOMETHING}
    ), ranked as (
      select *, least(${OTHERS}, row_number() over (
        partition by part order by amount desc, count desc, key collate "C"
      )) as place from figure
    )
    select part, case when place < ${OTHERS} then min(key) end as key, ${SUMS}
    from ranked group by part, place order by part, place
  `.execute(reading)
  return rows
}

async function readDays(reading: Reading, asked: Asked): Promise<DayFigure[]> {
  const { rows } = await sql<DayFigure>`
    select business_date as date, ${SUMS} ${rowsOf(asked)} and part = 'channel'
    group by business_date having sum(count) > 0 order by business_date
  `.execute(reading)
  return rows
}

async function readCompared(reading: Reading, asked: Asked): Promise<Figure[]> {
  const { rows } = await sql<Figure>`
    select part, key, ${SUMS} ${rowsOf(asked)} and part in ('channel', 'hour')
    group by part, key having ${IS_SOMETHING} order by part, key
  `.execute(reading)
  return rows
}

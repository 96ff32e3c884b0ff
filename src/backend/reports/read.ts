/** The dashboard of a store, from its rolled-up figures. */
import { sql } from 'kysely'
import {
  dashboardOf,
  ROWS_SHOWN,
  toldRows,
  type Dashboard,
  type DayFigure,
  type PartRows,
  type RowsWanted,
} from '../../domain/reports/dashboard.ts'
import type { Figure } from '../../domain/reports/figure.ts'
import { comparedWith } from '../../domain/reports/period.ts'
import { hoursOver, type StoreClock } from '../../domain/reports/running.ts'
import { businessDateOf } from '../../domain/time.ts'
import type { Backend, Reading } from '../backend.ts'
import { namesOf } from './names.ts'
import { IS_SOMETHING, readRanked, rowsOf, SUMS, type Asked } from './ranked.ts'

/**
 * Undefined where the tenant has no such store; `margins` says whether it tells what goods cost,
 * and by `now` it knows a day that runs.
 * One state of the database, whatever comes in.
 */
export async function readDashboard(
  database: Reading,
  asked: Asked,
  margins = true,
  now?: number,
): Promise<Dashboard | undefined> {
  const { tenant, store, period } = asked
  const compared = comparedWith(period)
  return atOnce(database, async (reading) => {
    const its = await clockOf(reading, { tenant, store })
    if (!its) return undefined
    const ranked = await readRanked(reading, asked, { skip: 0, most: ROWS_SHOWN })
    const days = await readDays(reading, asked)
    const week = await readCompared(reading, { ...asked, period: compared.week })
    const year = await readCompared(reading, { ...asked, period: compared.year })
    const nameOf = await namesOf(reading, tenant, ranked)
    const hours = now === undefined ? undefined : hoursOver(period, { now, ...its })
    return dashboardOf(
      { period, ranked, days, week, year },
      { currency: its.currency, margins, compared, hours, nameOf },
    )
  })
}

/** More rows of one part, as the dashboard tells its first ones. */
export async function readRows(
  database: Reading,
  asked: Asked,
  wanted: RowsWanted,
  margins = true,
): Promise<PartRows | undefined> {
  return atOnce(database, async (reading) => {
    const its = await clockOf(reading, asked)
    if (!its) return undefined
    const ranked = await readRanked(reading, asked, wanted)
    const nameOf = await namesOf(reading, asked.tenant, ranked)
    return { currency: its.currency, margins, rows: toldRows(ranked, { margins, nameOf }) }
  })
}

function atOnce<Answer>(
  database: Reading,
  read: (reading: Reading) => Promise<Answer>,
): Promise<Answer> {
  return database
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(read)
}

interface ItsClock extends Omit<StoreClock, 'now'> {
  readonly currency: string
}

async function clockOf(
  reading: Reading,
  { tenant, store }: Pick<Asked, 'tenant' | 'store'>,
): Promise<ItsClock | undefined> {
  const known = await reading
    .selectFrom('store')
    .select(['currency', 'zone', 'settings'])
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .executeTakeFirst()
  if (!known) return undefined
  const { currency, zone, settings } = known
  return { currency, zone, dayStartsAtMinute: settings.dayStartsAtMinute }
}

/** The trading day of now in the store's own calendar. */
export async function todayOf(
  { database, clock }: Backend,
  place: Pick<Asked, 'tenant' | 'store'>,
): Promise<string> {
  const its = await clockOf(database, place)
  if (!its) throw new Error(`there is no store ${place.store}`)
  return businessDateOf(clock.now(), its.zone, its.dayStartsAtMinute)
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

/** The rows of a report's parts, the largest first, from the figures that are rolled up. */
import { sql, type RawBuilder } from 'kysely'
import type { RankedFigure, RowsWanted } from '../../domain/reports/dashboard.ts'
import { MEASURES, type Channel } from '../../domain/reports/figure.ts'
import type { Period } from '../../domain/reports/period.ts'
import type { Reading } from '../backend.ts'

export interface Asked {
  readonly tenant: string
  readonly store: string
  readonly period: Period
  /** Of this one alone. */
  readonly terminal?: string | undefined
  /** Of what was sold at counters, or online. */
  readonly channel?: Channel | undefined
}

export const SUMS = sql.join(
  MEASURES.map((each) => sql`sum(${sql.ref(each)})::bigint as ${sql.ref(each)}`),
)

/** Of what was asked for, as a statement goes on with it. */
export function rowsOf({ tenant, store, terminal, channel, period }: Asked): RawBuilder<unknown> {
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

export const IS_SOMETHING = sql.join(
  MEASURES.map((each) => sql`sum(${sql.ref(each)}) <> 0`),
  sql` or `,
)

/** As `rank` has it; the order of keys is that of their letters, whatever the database's is. */
export async function readRanked(
  reading: Reading,
  asked: Asked,
  { part, skip, most }: Partial<RowsWanted> & Omit<RowsWanted, 'part'>,
): Promise<RankedFigure[]> {
  // The place of all that stand behind those that are told one by one.
  const others = sql.lit(skip + most + 1)
  const own = part === undefined ? sql`` : sql`and part = ${part}`
  const { rows } = await sql<RankedFigure>`
    with figure as (
      select part, key, ${SUMS} ${rowsOf(asked)} ${own} group by part, key having ${IS_SOMETHING}
    ), ranked as (
      select *, least(${others}, row_number() over (
        partition by part order by amount desc, count desc, key collate "C"
      )) as place from figure
    )
    select part, case when place < ${others} then min(key) end as key, ${SUMS}
    from ranked where place > ${sql.lit(skip)} group by part, place order by part, place
  `.execute(reading)
  return rows
}

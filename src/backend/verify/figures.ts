/** The figures of reports: each way in which they tell the turnover is that of the sales. */
import { sql } from 'kysely'
import { FIGURES_VERSION } from '../../domain/reports/figure.ts'
import type { Reading } from '../backend.ts'
import { CLOSES_IN_ORDER } from '../tills/late.ts'

interface Found {
  readonly terminal: string
  readonly date: string
  readonly part: string
}

/** Figures of an older version are made anew at the next start: they are passed over. */
export async function findWrongFigures(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<Found>`
    with sold as (
      select tenant, store, terminal, business_date, part, sum(total - loaded) as amount
      from sale, unnest(array['hour', 'person', 'channel', 'product', 'department']) as part
      group by tenant, store, terminal, business_date, part
    ), told as (
      select tenant, store, terminal, business_date, part, sum(amount) as amount
      from report_figure
      where part in ('hour', 'person', 'channel', 'product', 'department')
      group by tenant, store, terminal, business_date, part
    )
    select terminal, business_date as date, part
    from sold full join told using (tenant, store, terminal, business_date, part)
    join store as its on its.tenant = coalesce(sold.tenant, told.tenant)
      and its.id = coalesce(sold.store, told.store)
    where coalesce(sold.amount, 0) <> coalesce(told.amount, 0)
      and its.figures_version >= ${FIGURES_VERSION}
    order by 1, 2, 3 limit 1
  `.execute(reading)
  const [found] = rows
  if (!found) return findWrongEntries(reading)
  const { terminal, date, part } = found
  return `the reports of terminal ${terminal} on ${date}, by ${part}, are not what it sold`
}

/** Each figure that is told entry by entry counts as many as there are, and what they come to. */
async function findWrongEntries(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<Found>`
    with counted as (
      select tenant, store, terminal, business_date, part, key,
        sum(count) as count, sum(amount) as amount
      from report_figure where part in (
        'approval', 'refusal', 'till-over', 'till-short', 'till-even', 'tender-over', 'tender-short'
      ) group by tenant, store, terminal, business_date, part, key
    ), told as (
      select tenant, store, terminal, business_date, part, key,
        count(*) as count, sum(coalesce((told ->> 'difference')::bigint, 0)) as amount
      from figure_entry group by tenant, store, terminal, business_date, part, key
    )
    select terminal, business_date as date, part
    from counted full join told using (tenant, store, terminal, business_date, part, key)
    join store as its on its.tenant = coalesce(counted.tenant, told.tenant)
      and its.id = coalesce(counted.store, told.store)
    where (coalesce(counted.count, 0) <> coalesce(told.count, 0)
        or coalesce(counted.amount, 0) <> coalesce(told.amount, 0))
      and its.figures_version >= ${FIGURES_VERSION}
    order by 1, 2, 3 limit 1
  `.execute(reading)
  const [found] = rows
  if (!found) return findWrongCloses(reading)
  const { terminal, date, part } = found
  return `the reports of terminal ${terminal} on ${date}, by ${part}, are not all told one by one`
}

/** Of each session that was closed the close that stands counts, and no other. */
async function findWrongCloses(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<{ terminal: string; session: string }>`
    with counted as (
      select tenant, store, entry from figure_entry
      where part in ('till-over', 'till-short', 'till-even')
    )
    select closing.terminal, closing.session
    from (
      select *, row_number() over (partition by tenant, store, session ${CLOSES_IN_ORDER}) as place
      from till_closing
    ) as closing
    join store as its on its.tenant = closing.tenant and its.id = closing.store
      and its.figures_version >= ${FIGURES_VERSION}
    left join counted on counted.tenant = closing.tenant and counted.store = closing.store
      and counted.entry = closing.entry
    where (place = 1) <> (counted.entry is not null)
    order by 1, 2 limit 1
  `.execute(reading)
  const [found] = rows
  if (!found) return undefined
  const { terminal, session } = found
  return `session ${session} of terminal ${terminal} is not counted by the close that stands`
}

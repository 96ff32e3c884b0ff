/**
 * Whether each Z says what the entries come to that it contains, by the backend's own sums. Where
 * something of a terminal is missing, set aside or doubled nobody can tell.
 */
import { sql } from 'kysely'
import { FIGURES_VERSION } from '../../domain/reports/figure.ts'
import type { Reading } from '../backend.ts'
import { FIRST_CLOSING } from '../tills/late.ts'
import { tendersOf } from '../tills/tenders.ts'
import { watchedOf } from '../tills/watched.ts'

interface Found {
  readonly terminal: string
  readonly session: string
}

const CONTAINED = sql`till_entry.tenant = its.tenant and till_entry.store = its.store
  and till_entry.session = its.id and till_entry.correction is null`

export async function findWrongTill(reading: Reading): Promise<string | undefined> {
  const { rows } = await sql<Found>`
    select its.terminal, its.id as session
    from till_session as its
    join store on store.tenant = its.tenant and store.id = its.store
      and store.figures_version >= ${FIGURES_VERSION}
    cross join lateral (
      select * from till_closing where till_closing.tenant = its.tenant
        and till_closing.store = its.store and till_closing.session = its.id ${FIRST_CLOSING}
    ) as closing
    cross join lateral (
      select coalesce(sum(sales), 0) as sales, coalesce(sum(turnover), 0) as turnover,
        coalesce(sum(cash) filter (where till_entry.currency = its.currency), 0) as cash
      from till_entry where ${CONTAINED}
    ) as own
    where closing.z is not null and its.opened_at is not null
      and (own.sales <> closing.sales or own.turnover <> closing.turnover
        or its.float + own.cash <> closing.expected
        or closing.tenders <> ${tendersOf(CONTAINED)}
        or closing.watched <> ${watchedOf(CONTAINED)})
      and not exists (
        select 1 from entry where entry.tenant = its.tenant and entry.terminal = its.terminal
          and entry.state <> 'applied')
      and not exists (
        select 1 from entry_gap as gap where gap.tenant = its.tenant
          and gap.terminal = its.terminal)
    order by 1, 2 limit 1
  `.execute(reading)
  const [found] = rows
  if (!found) return undefined
  const { terminal, session } = found
  return `the Z of session ${session} of terminal ${terminal} is not what its entries come to`
}

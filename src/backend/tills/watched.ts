/** What of a session is watched beside its money, summed from the backend's own rows. */
import { sql, type RawBuilder } from 'kysely'
import { WATCHED, type Watched } from '../../domain/till/watched.ts'
import type { Reading } from '../backend.ts'

const ORDER = JSON.stringify(WATCHED)

/** As `watchedIn` has it: jsonb of the rows of `till_entry` that `which` tells. */
export function watchedOf(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('figure', figure,
      'count', count, 'amount', amount)) order by place), '[]') from (
      select one.figure, sum(one.count) as count, sum(one.amount) as amount,
        min(known.place) as place
      from till_entry
        cross join lateral jsonb_to_recordset(till_entry.watched) as one (
          figure text, count bigint, amount bigint)
        join jsonb_array_elements_text(${ORDER}::jsonb) with ordinality as known (figure, place)
          on known.figure = one.figure
      where ${which} group by one.figure
    ) as summed
  )`
}

export interface SessionWatched {
  /** Of all its entries that came. */
  readonly all: Watched
  /** Of those that no close contains. */
  readonly late: Watched
}

export async function sessionWatched(
  database: Reading,
  tenant: string,
  store: string,
  session: string,
): Promise<SessionWatched> {
  const own = sql`till_entry.tenant = ${tenant} and till_entry.store = ${store}
    and till_entry.session = ${session}`
  const { rows } = await sql<SessionWatched>`
    select ${watchedOf(own)} as "all",
      ${watchedOf(sql`${own} and till_entry.correction is not null`)} as late
  `.execute(database)
  return rows[0] ?? { all: [], late: [] }
}

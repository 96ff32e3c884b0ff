/** What a session took by tender, what went back and what was change, from its own rows. */
import { sql, type RawBuilder } from 'kysely'
import type { TenderFigures } from '../../domain/till/tender-figures.ts'
import type { Reading } from '../backend.ts'

/** As a Z has its tenders: jsonb of the rows of `till_entry` that `which` tells. */
export function tendersOf(which: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(jsonb_agg(jsonb_build_object('kind', kind,
      'count', taken_count + back_count, 'amount', taken - back,
      'taken', jsonb_build_object('count', taken_count, 'amount', taken),
      'back', jsonb_build_object('count', back_count, 'amount', back)
    ) order by kind collate "C"), '[]') from (
      select paid.kind,
        count(*) filter (where paid.amount >= 0) as taken_count,
        coalesce(sum(paid.amount) filter (where paid.amount >= 0), 0) as taken,
        count(*) filter (where paid.amount < 0) as back_count,
        coalesce(0 - sum(paid.amount) filter (where paid.amount < 0), 0) as back
      from till_entry
        cross join lateral jsonb_to_recordset(till_entry.tenders) as paid (kind text, amount bigint)
      where ${which} group by paid.kind
    ) as summed
  )`
}

export interface SessionPayments {
  readonly tenders: TenderFigures
  /** What of the cash went back as change. */
  readonly change: number
}

/** Of all its entries that came, those too that no close contains. */
export async function sessionPayments(
  database: Reading,
  tenant: string,
  store: string,
  session: string,
): Promise<SessionPayments> {
  const which = sql`till_entry.tenant = ${tenant} and till_entry.store = ${store}
    and till_entry.session = ${session} and till_entry.kind = 'sale'`
  const { rows } = await sql<{ tenders: TenderFigures; cash: number }>`
    select ${tendersOf(which)} as tenders,
      (select coalesce(sum(cash), 0)::bigint from till_entry where ${which}) as cash
  `.execute(database)
  const [{ tenders, cash } = { tenders: [], cash: 0 }] = rows
  // Each sale keeps what it did to the drawer: its cash less its change.
  const given = tenders.find(({ kind }) => kind === 'cash')?.amount ?? 0
  return { tenders, change: given - cash }
}

/** What a terminal is told of its own sessions: a restored one does not know all of them. */
import { sql, type RawBuilder } from 'kysely'
import { NO_CLOSINGS } from '../../domain/fiscal/closing.ts'
import {
  CORRECTIONS_TOLD,
  ELSEWHERE_TOLD,
  type ElsewhereWord,
  type TillNews,
} from '../../domain/till/news.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Reading } from '../backend.ts'

export async function tillNewsOf(database: Reading, sender: TerminalPrincipal): Promise<TillNews> {
  const { tenant, store, terminal } = sender
  const { lastZ } = await database
    .selectFrom('till_closing')
    .select((eb) => eb.fn.max<number | null>('z').as('lastZ'))
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('terminal', '=', terminal)
    .executeTakeFirstOrThrow()
  const closed = await database
    .selectFrom('fiscal_closing')
    .select(['kind', (eb) => eb.fn.max<number>('number').as('number')])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('terminal', '=', terminal)
    .groupBy('kind')
    .execute()
  const numbers = closed.map(({ kind, number }) => [kind, number] as const)
  const corrections = await sql<TillNews['corrections'][number]>`
    select ${TOLD}, late.currency, late.turnover, late.cash ${lateOf(sender, sql`<> 'other'`)}
  `.execute(database)
  const otherCorrections = await sql<TillNews['otherCorrections'][number]>`
    select ${TOLD} ${lateOf(sender, sql`= 'other'`)}
  `.execute(database)
  const words = await sql<ElsewhereWord>`
    select word.session, word.at, word.person, word.reason, word.counted
    from till_closed_elsewhere as word
    join till_session as its on its.tenant = word.tenant and its.store = word.store
      and its.id = word.session
    where word.tenant = ${tenant} and word.store = ${store} and its.terminal = ${terminal}
    order by word.at desc, word.session limit ${ELSEWHERE_TOLD}
  `.execute(database)
  const closings = { ...NO_CLOSINGS, ...Object.fromEntries(numbers) }
  return {
    ...{ lastZ: lastZ ?? 0, closings, corrections: corrections.rows },
    ...{ otherCorrections: otherCorrections.rows, elsewhere: words.rows },
  }
}

const TOLD = sql`late.session, late.correction as number, late.kind, late.name, late.at,
  coalesce(late.watched, '[]') as watched`

function lateOf({ tenant, store, terminal }: TerminalPrincipal, kind: RawBuilder<unknown>) {
  return sql`
    from till_entry as late
    join till_session as its on its.tenant = late.tenant and its.store = late.store
      and its.id = late.session
    where late.tenant = ${tenant} and late.store = ${store} and late.correction is not null
      and its.terminal = ${terminal} and its.closed and late.kind ${kind}
    order by its.last_at desc, late.session, late.correction limit ${CORRECTIONS_TOLD}`
}

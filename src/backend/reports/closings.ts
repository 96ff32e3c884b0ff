/** Over and short of till sessions: of what closed one twice only the close that stands counts. */
import { sql } from 'kysely'
import type { Entry } from '../../domain/journal/facts.ts'
import { figuresOf } from '../../domain/reports/entry-figures.ts'
import { NOTHING, type FigurePart } from '../../domain/reports/figure.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import type { Transaction } from '../backend.ts'
import { standingClose, type SessionPlace } from '../tills/late.ts'
import { keepFigureEntries } from './figure-entries.ts'
import { addFigures } from './fold.ts'

/**
 * Once the session knows this close. Where it takes the place of another that came sooner, that
 * one's figures are taken back; one that does not stand adds nothing.
 */
export async function foldClose(
  transaction: Transaction,
  sender: TerminalPrincipal,
  entry: Entry<'session-closed'>,
  source: string,
): Promise<void> {
  const place = { ...sender, session: entry.body.session }
  if ((await standingClose(transaction, place)) !== source) return
  await takeBack(transaction, place, source)
  const { businessDate: date } = entry
  // It has no sales, so no hour of any zone.
  const figures = figuresOf(entry, 'UTC').map((figure) => ({ date, ...figure }))
  await addFigures(transaction, sender, figures)
  await keepFigureEntries(transaction, sender, entry, source)
}

interface Counted {
  readonly terminal: string
  readonly date: string
  readonly part: FigurePart
  readonly key: string
  readonly count: number
  readonly amount: number
}

/** Of all that closed the session but `source`. */
async function takeBack(
  transaction: Transaction,
  place: SessionPlace,
  source: string,
): Promise<void> {
  const { tenant, store, session } = place
  const others = await transaction
    .selectFrom('till_closing')
    .select('entry')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('session', '=', session)
    .where('entry', '<>', source)
    .execute()
  if (others.length === 0) return
  const entries = sql.join(others.map(({ entry }) => sql`${entry}`))
  const { rows } = await sql<Counted>`
    with gone as (
      delete from figure_entry
      where tenant = ${tenant} and store = ${store} and entry in (${entries})
      returning terminal, business_date as date, part, key, told
    )
    select terminal, date, part, key, 0 - count(*) as count,
      0 - sum(coalesce((told ->> 'difference')::bigint, 0)) as amount
    from gone group by terminal, date, part, key
  `.execute(transaction)
  for (const { terminal, ...figure } of rows) {
    await addFigures(transaction, { tenant, store, terminal }, [{ ...NOTHING, ...figure }])
  }
}

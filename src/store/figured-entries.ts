/** The entries that reports add up, by business date. */
import type { Entry } from '../domain/journal/facts.ts'
import type { FiguredEntries, NumberedEntry } from '../ports/reports.ts'
import type { Connection } from './connection.ts'

interface Row {
  readonly id: string
  readonly hash: string
  readonly canonical: string
}

/** As the index of them has it: it is used where a statement says the same. */
const OTHER_KINDS = `(
  'act-approved', 'act-refused', 'approval-refused', 'sign-in-refused',
  'session-closed', 'stock-adjusted', 'stock-counted', 'order-closed'
)`

export function createFiguredEntries(connection: Connection): FiguredEntries {
  const sales = connection.prepare<[string, string, number], Row>(
    `SELECT journal.id, journal.hash, journal.canonical FROM sale
     JOIN journal ON journal.id = sale.entry
     WHERE sale.business_date = ? AND sale.entry > ? ORDER BY sale.entry LIMIT ?`,
  )
  const others = connection.prepare<[string, string, number], Row>(
    `SELECT id, hash, canonical FROM journal
     WHERE kind IN ${OTHER_KINDS}
       AND canonical ->> '$.businessDate' = ? AND id > ? ORDER BY id LIMIT ?`,
  )
  const before = connection.prepare<[string, string, string, number], Row>(
    `SELECT journal.id, journal.hash, journal.canonical FROM sale
     JOIN journal ON journal.id = sale.entry
     WHERE sale.business_date >= ? AND (sale.business_date, sale.entry) < (?, ?)
     ORDER BY sale.business_date DESC, sale.entry DESC LIMIT ?`,
  )
  const othersBefore = connection.prepare<[string, string, string, number], Row>(
    `SELECT id, hash, canonical FROM journal
     WHERE kind IN ${OTHER_KINDS} AND canonical ->> '$.businessDate' >= ?
       AND (canonical ->> '$.businessDate', id) <= (?, ?)
     ORDER BY canonical ->> '$.businessDate' DESC, id DESC LIMIT ?`,
  )
  const ofSession = connection.prepare<[string, string, number, number], Row>(
    `SELECT journal.id, journal.hash, journal.canonical FROM till_session
     JOIN journal ON journal.id > till_session.entry
       AND journal.id < coalesce(till_session.closing, '~')
     WHERE till_session.id = ? AND journal.kind IN ('sale-completed', 'cash-moved')
       AND coalesce(canonical ->> '$.body.session', canonical ->> '$.session') = ?
     ORDER BY journal.id DESC LIMIT ? OFFSET ?`,
  )
  return {
    sales: (date, after, most) => sales.all(date, after, most).map(toEntry),
    others: (date, after, most) => others.all(date, after, most).map(toEntry),
    othersBefore: (from, { date, entry }, most) =>
      othersBefore.all(from, date, entry, most).map(toEntry),
    ofSession: (session, skip, most) => ofSession.all(session, session, most, skip).map(toEntry),
    salesBefore: (from, { date, entry }, most) => before.all(from, date, entry, most).map(toEntry),
  }
}

function toEntry({ id, hash, canonical }: Row): NumberedEntry {
  return { id, hash, entry: JSON.parse(canonical) as Entry }
}

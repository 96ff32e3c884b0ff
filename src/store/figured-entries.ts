/** The entries that reports add up, by business date. */
import type { Entry } from '../domain/journal/facts.ts'
import type { FiguredEntries, NumberedEntry } from '../ports/reports.ts'
import type { Connection } from './connection.ts'

interface Row {
  readonly id: string
  readonly hash: string
  readonly canonical: string
}

export function createFiguredEntries(connection: Connection): FiguredEntries {
  const sales = connection.prepare<[string, string, number], Row>(
    `SELECT journal.id, journal.hash, journal.canonical FROM sale
     JOIN journal ON journal.id = sale.entry
     WHERE sale.business_date = ? AND sale.entry > ? ORDER BY sale.entry LIMIT ?`,
  )
  const others = connection.prepare<[string, string, number], Row>(
    `SELECT id, hash, canonical FROM journal
     WHERE kind IN
         ('act-approved', 'session-closed', 'stock-adjusted', 'stock-counted', 'order-closed')
       AND canonical ->> '$.businessDate' = ? AND id > ? ORDER BY id LIMIT ?`,
  )
  const before = connection.prepare<[string, string, string, number], Row>(
    `SELECT journal.id, journal.hash, journal.canonical FROM sale
     JOIN journal ON journal.id = sale.entry
     WHERE sale.business_date >= ? AND (sale.business_date, sale.entry) < (?, ?)
     ORDER BY sale.business_date DESC, sale.entry DESC LIMIT ?`,
  )
  return {
    sales: (date, after, most) => sales.all(date, after, most).map(toEntry),
    others: (date, after, most) => others.all(date, after, most).map(toEntry),
    salesBefore: (from, { date, entry }, most) => before.all(from, date, entry, most).map(toEntry),
  }
}

function toEntry({ id, hash, canonical }: Row): NumberedEntry {
  return { id, hash, entry: JSON.parse(canonical) as Entry }
}

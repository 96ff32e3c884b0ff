/**
 * The journal as tables, for whoever examines books with a spreadsheet: each row follows from one
 * entry alone, so that anybody who has the entries can make the tables anew and compare them.
 * Amounts are in the units that people write, instants in UTC.
 */
import {
  instant,
  money,
  placeOf,
  TENDER_COLUMNS,
  tenderCells,
  whole,
  type BookTable,
} from './cells.ts'
import { closingTables } from './closing-tables.ts'
import type { BooksFormat } from './manifest.ts'
import { SALE_TABLES } from './sale-tables.ts'

const ZS: BookTable = {
  name: 'zs',
  columns: [
    ...['epoch', 'seq', 'z', 'session', 'business_date', 'opened_at', 'closed_at', 'closed_by'],
    ...['currency', 'sales', 'turnover', 'expected', 'counted', 'difference'],
  ],
  rows(entry) {
    if (entry.kind !== 'session-closed' || !entry.body.z) return []
    const { session, currency, expected, counted, difference, sales, z } = entry.body
    const { openedAt, figures } = z.report
    return [
      [
        ...placeOf(entry),
        ...[whole(z.number), session, entry.businessDate, instant(openedAt)],
        ...[instant(entry.at), entry.actor, currency, whole(sales)],
        ...[figures.turnover, expected, counted, difference].map((each) => money(each, currency)),
      ],
    ]
  },
}

const Z_TENDERS: BookTable = {
  name: 'z_tenders',
  columns: ['epoch', 'seq', 'z', 'session', 'currency', ...TENDER_COLUMNS],
  rows(entry) {
    if (entry.kind !== 'session-closed' || !entry.body.z) return []
    const { session, currency, z } = entry.body
    const named = [...placeOf(entry), whole(z.number), session, currency]
    return z.report.figures.tenders.map((each) => [...named, ...tenderCells(each, currency)])
  },
}

const CASH_MOVES: BookTable = {
  name: 'cash_moves',
  columns: [
    ...['epoch', 'seq', 'at', 'business_date', 'session', 'person', 'kind', 'currency', 'amount'],
    'reason',
  ],
  rows(entry) {
    if (entry.kind !== 'cash-moved') return []
    const { session, kind, currency, amount, reason } = entry.body
    const where = [...placeOf(entry), instant(entry.at), entry.businessDate, session]
    return [[...where, entry.actor, kind, currency, money(amount, currency), reason]]
  },
}

/** In the order in which a person would read them. */
export function bookTables(format: BooksFormat): readonly BookTable[] {
  const tills = format === 1 ? [ZS, CASH_MOVES] : [ZS, Z_TENDERS, CASH_MOVES]
  return [...closingTables(format), ...SALE_TABLES, ...tills]
}

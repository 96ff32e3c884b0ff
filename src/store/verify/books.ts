/**
 * Whether the rows that an entry derived are those that it says: read back one entry at a time and
 * compared as they stand. What a level shows is the pulled one and these movements, by one query.
 */
import type { Entry, SaleLine } from '../../domain/journal/facts.ts'
import { movementsIn } from '../../domain/journal/movement.ts'
import type { Tender } from '../../domain/selling/tender.ts'
import type { Connection } from '../connection.ts'
import { COUPONS } from './coupon-book.ts'
import { REFUNDS } from './refund-book.ts'
import {
  CASH_MOVED,
  COUNT_BEGUN,
  COUNTED,
  SESSION_CLOSED,
  SESSION_HOLDER,
  SESSION_OPENED,
  SESSION_Z,
} from './till-books.ts'

type Cell = string | number | null
type Rows = readonly (readonly Cell[])[]

export interface Book {
  readonly sql: string
  /** What the statement binds. */
  readonly of: (entry: Entry, id: string) => string
  readonly expected: (entry: Entry, id: string) => Rows
  readonly wrong: string
  /** A table that an older database lacks: such a one holds nothing of the kind. */
  readonly needs?: string
  /** Where it is given: whether the entry has anything in this book. */
  readonly isNeeded?: (entry: Entry) => boolean
}

export interface Books {
  /** Answers which rows of the entry are not what it says; undefined where all are. */
  wrong(entry: Entry, id: string): string | undefined
}

export function openBooks(connection: Connection): Books {
  // Prepared when first needed: an older database lacks columns of kinds that it never held.
  const statements = new Map<Book, (of: string) => unknown>()
  const tables = new Set(
    connection.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all(),
  )
  const hasTable = (name: string): boolean => tables.has(name)
  const read = (book: Book): ((of: string) => unknown) => {
    const kept = statements.get(book)
    if (kept) return kept
    const statement = connection.prepare<[string], Cell[]>(book.sql).raw()
    const all = (of: string): unknown => statement.all(of)
    statements.set(book, all)
    return all
  }
  return {
    wrong: (entry, id) =>
      booksOf(entry).find((book) => {
        if (book.needs !== undefined && !hasTable(book.needs)) return false
        if (book.isNeeded?.(entry) === false) return false
        const found = read(book)(book.of(entry, id))
        return JSON.stringify(found) !== JSON.stringify(book.expected(entry, id))
      })?.wrong,
  }
}

function booksOf(entry: Entry): readonly Book[] {
  switch (entry.kind) {
    case 'epoch-opened':
      return [EPOCH]
    case 'session-opened':
      return [SESSION_OPENED, ...(entry.body.own ? [SESSION_HOLDER] : [])]
    case 'cash-moved':
      return [CASH_MOVED]
    case 'session-count-begun':
      return [COUNT_BEGUN]
    case 'session-counted':
      return [COUNTED]
    case 'stock-adjusted':
    case 'transfer-sent':
    case 'stock-counted':
      return [MOVEMENTS]
    case 'goods-received':
      return [MOVEMENTS, RECEIPT]
    case 'session-closed':
      return [SESSION_CLOSED, ...(entry.body.z === undefined ? [] : [SESSION_Z])]
    case 'sale-completed':
      return [
        ...SALE,
        ...(entry.body.customer === undefined ? [] : [SALE_OF_CUSTOMER]),
        ...(entry.body.customer === undefined && !entry.body.takenBack ? [] : [POINTS]),
        ...(entry.body.lines.some(isMarked) ? [SALE_MARKS] : []),
      ]
    default:
      return []
  }
}

const EPOCH: Book = {
  sql: 'SELECT ordinal FROM epoch WHERE id = ?',
  of: ({ epoch }) => epoch.id,
  expected: ({ epoch }) => [[epoch.ordinal]],
  wrong: 'its epoch is not among the epochs',
}

const MOVEMENTS: Book = {
  sql: `SELECT position, epoch_ordinal, seq, item, location, quantity
    FROM movement WHERE entry = ? ORDER BY position`,
  of: (_, id) => id,
  expected(entry) {
    const place = [entry.epoch.ordinal, entry.seq]
    return movementsIn(entry).map(({ item, location, quantity }, position) => {
      return [position, ...place, item, location, quantity]
    })
  },
  wrong: 'the movements of its goods are not what it says',
}

const RECEIPT: Book = {
  sql: 'SELECT epoch_ordinal, seq, purchase_order FROM goods_receipt WHERE entry = ?',
  of: (_, id) => id,
  needs: 'goods_receipt',
  expected({ kind, body, epoch, seq }) {
    if (kind !== 'goods-received' || body.order === undefined) return []
    return [[epoch.ordinal, seq, body.order]]
  },
  wrong: 'what it brought of an order is not what it says',
}

const SALE: readonly Book[] = [
  {
    sql: `SELECT id, epoch_ordinal, number, receipt, at, business_date, session, actor,
        currency, subtotal, tax, total, change
      FROM sale WHERE entry = ?`,
    of: (_, id) => id,
    expected(entry) {
      if (entry.kind !== 'sale-completed') return []
      const { epoch, at, businessDate, session, actor, body } = entry
      const { sale, number, receipt, currency, subtotal, tax, total, change } = body
      const place = [sale, epoch.ordinal, number, receipt, at, businessDate, session, actor]
      return [[...place, currency, subtotal, tax, total, change]]
    },
    wrong: 'its sale is not among the sales as it says',
  },
  {
    sql: `SELECT position, id, variant, barcode, name, size, unit, department, quantity,
        unit_price, price, tax_class, amount
      FROM sale_line WHERE sale = ? ORDER BY position`,
    of: saleOf,
    expected: (entry) => (entry.kind === 'sale-completed' ? entry.body.lines.map(lineRow) : []),
    wrong: 'the lines of its sale are not what it says',
  },
  {
    sql: `SELECT position, kind, amount, intent, scheme, last_four, authorisation
      FROM sale_tender WHERE sale = ? ORDER BY position`,
    of: saleOf,
    expected: (entry) => (entry.kind === 'sale-completed' ? entry.body.tenders.map(tenderRow) : []),
    wrong: 'the tenders of its sale are not what it says',
  },
  {
    sql: `SELECT session, currency, amount FROM till_foreign_cash WHERE sale = ? ORDER BY number`,
    of: saleOf,
    expected: (entry) => (entry.kind === 'sale-completed' ? foreignRows(entry) : []),
    wrong: 'the foreign cash of its sale is not what it says',
    // An older database has no such rows, nor any such entry.
    isNeeded: (entry) => entry.kind === 'sale-completed' && foreignRows(entry).length > 0,
  },
  MOVEMENTS,
  {
    sql: `SELECT position, epoch_ordinal, seq, sale, line, quantity
      FROM sale_return WHERE entry = ? ORDER BY position`,
    of: (_, id) => id,
    needs: 'sale_return',
    expected(entry) {
      if (entry.kind !== 'sale-completed') return []
      const { epoch, seq, body } = entry
      return body.lines.flatMap(({ returned, quantity }, position) =>
        returned
          ? [[position, epoch.ordinal, seq, returned.sale, returned.line, 0 - quantity]]
          : [],
      )
    },
    wrong: 'the goods that came back by it are not what it says',
  },
  {
    sql: `SELECT position, epoch_ordinal, seq, kind, account, last_four, amount
      FROM own_account_move WHERE entry = ? ORDER BY position`,
    of: (_, id) => id,
    needs: 'own_account_move',
    expected: (entry) => (entry.kind === 'sale-completed' ? accountRows(entry) : []),
    wrong: 'what it moved on accounts is not what it says',
  },
  REFUNDS,
  COUPONS,
]

/** Older databases lack the column, and hold no sale that needs it. */
const SALE_OF_CUSTOMER: Book = {
  sql: 'SELECT customer FROM sale WHERE entry = ?',
  of: (_, id) => id,
  expected: (entry) => (entry.kind === 'sale-completed' ? [[entry.body.customer ?? null]] : []),
  wrong: 'the customer of its sale is not whom it says',
}

const POINTS: Book = {
  sql: `SELECT customer, epoch_ordinal, seq, earned, redeemed FROM own_points WHERE entry = ?
    ORDER BY customer`,
  of: (_, id) => id,
  expected(entry) {
    if (entry.kind !== 'sale-completed') return []
    const { customer, points, takenBack = [] } = entry.body
    const moved = [
      ...(customer === undefined || !points ? [] : [{ customer, ...points }]),
      ...takenBack.map((each) => {
        return { customer: each.customer, earned: 0 - each.points, redeemed: 0 }
      }),
    ]
    return moved
      .toSorted((a, b) => (a.customer < b.customer ? -1 : 1))
      .map(({ customer: of, earned, redeemed }) => {
        return [of, entry.epoch.ordinal, entry.seq, earned, redeemed]
      })
  },
  wrong: 'the points that it moved are not what it says',
}

const SALE_MARKS: Book = {
  sql: `SELECT position, belongs_to, serial, lot, expiry, note
    FROM sale_line WHERE sale = ? ORDER BY position`,
  of: saleOf,
  expected: (entry) => (entry.kind === 'sale-completed' ? entry.body.lines.map(markRow) : []),
  wrong: 'what its lines were marked with is not what it says',
}

function isMarked({ belongsTo, serial, lot, expiry, note }: SaleLine): boolean {
  return (belongsTo ?? serial ?? lot ?? expiry ?? note) !== undefined
}

function markRow(line: SaleLine, position: number): Cell[] {
  const { belongsTo, serial = null, lot = null, expiry = null, note = null } = line
  return [position, belongsTo?.line ?? null, serial, lot, expiry, note]
}

function saleOf(entry: Entry): string {
  return entry.kind === 'sale-completed' ? entry.body.sale : ''
}

function foreignRows({ session, body }: Entry<'sale-completed'>): Cell[][] {
  return body.tenders.flatMap((tender) =>
    tender.kind === 'foreign-cash' ? [[session, tender.currency, tender.tendered]] : [],
  )
}

/** Read from the entry by itself: lines put money on accounts, tenders draw it. */
function accountRows({ epoch, seq, body: { lines, tenders } }: Entry<'sale-completed'>): Cell[][] {
  const place = [epoch.ordinal, seq]
  const put = lines.flatMap(({ load, amount }, position) =>
    load ? [[position, ...place, load.kind, load.account, load.lastFour, amount]] : [],
  )
  const drawn = tenders.flatMap((tender, index) => {
    if (!('account' in tender)) return []
    const { kind, account, lastFour, amount } = tender
    return [[lines.length + index, ...place, kind, account, lastFour, 0 - amount]]
  })
  return [...put, ...drawn]
}

function lineRow(line: SaleLine, position: number): Cell[] {
  const { id, variant, barcode, name, size, unit, department } = line
  const { quantity, unitPrice, price, taxClass, amount } = line
  const what = [position, id, variant, barcode, name, size, unit, department]
  return [...what, quantity, unitPrice, price, taxClass, amount]
}

function tenderRow(tender: Tender, position: number): Cell[] {
  const { kind } = tender
  if (kind !== 'card') return [position, kind, tender.amount, null, null, null, null]
  const { amount, intent, scheme, lastFour, authorisation } = tender
  return [position, 'card', amount, intent, scheme, lastFour, authorisation]
}

/** What the books of the till say of an entry: its sessions, counts and cash without a sale. */
import { drawerEffect } from '../../domain/till/cash-move.ts'
import type { Book } from './books.ts'

export const SESSION_OPENED: Book = {
  sql: `SELECT opened_at, opened_by, business_date, currency, float
    FROM till_session WHERE id = ?`,
  of: (entry) => (entry.kind === 'session-opened' ? entry.body.session : ''),
  expected: (entry) => {
    if (entry.kind !== 'session-opened') return []
    const { at, actor, businessDate, body } = entry
    return [[at, actor, businessDate, body.currency, body.float]]
  },
  wrong: 'its till session is not what it says',
}

/** Older databases lack the column, and hold no session that needs it. */
export const SESSION_HOLDER: Book = {
  sql: 'SELECT holder FROM till_session WHERE id = ?',
  of: SESSION_OPENED.of,
  expected: ({ actor }) => [[actor]],
  wrong: 'its drawer is of somebody else in the books',
}

export const SESSION_CLOSED: Book = {
  sql: 'SELECT closed_at, closed_by, expected, counted FROM till_session WHERE id = ?',
  of: (entry) => (entry.kind === 'session-closed' ? entry.body.session : ''),
  expected: (entry) => {
    if (entry.kind !== 'session-closed') return []
    const { at, actor, body } = entry
    return [[at, actor, body.expected, body.counted]]
  },
  wrong: 'the end of its till session is not what it says',
}

export const COUNT_BEGUN: Book = {
  sql: 'SELECT counting_at, counting_by FROM till_session WHERE id = ?',
  of: (entry) => (entry.kind === 'session-count-begun' ? entry.body.session : ''),
  expected: ({ at, actor }) => [[at, actor]],
  wrong: 'its count did not begin as it says',
}

export const COUNTED: Book = {
  sql: 'SELECT session, number FROM till_count WHERE entry = ?',
  of: (_, id) => id,
  expected: (entry) =>
    entry.kind === 'session-counted' ? [[entry.body.session, entry.body.number]] : [],
  wrong: 'its count is not among the counts as it says',
}

/** Older databases lack the column, and hold no session that needs it. */
export const SESSION_Z: Book = {
  sql: 'SELECT z FROM till_session WHERE id = ?',
  of: (entry) => (entry.kind === 'session-closed' ? entry.body.session : ''),
  expected: (entry) => (entry.kind === 'session-closed' ? [[entry.body.z?.number ?? null]] : []),
  wrong: 'its Z has another number in the books',
}

export const CASH_MOVED: Book = {
  sql: `SELECT id, session, kind, currency, effect, reason, at, actor
    FROM cash_move WHERE entry = ?`,
  of: (_, id) => id,
  expected(entry) {
    if (entry.kind !== 'cash-moved') return []
    const { move, session, kind, currency, amount, reason } = entry.body
    const effect = drawerEffect(kind, amount)
    return [[move, session, kind, currency, effect, reason, entry.at, entry.actor]]
  },
  wrong: "what moved in the till's cash is not what it says",
}

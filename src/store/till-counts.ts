/** Sessions whose drawers are counted, or were and wait for their Z, and what was counted. */
import type { Entry } from '../domain/journal/facts.ts'
import type { CountedSession, CountingSession, Tills, TillSession } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import type { Transactions } from './transactions.ts'

export const SESSION = `id, opened_at AS openedAt, opened_by AS openedBy,
  business_date AS businessDate, currency, float, entry, holder, day_said_at AS daySaidAt`

export function prepareCounts(
  connection: Connection,
  transactions: Transactions,
): Pick<
  Tills,
  'waiting' | 'counting' | 'latest' | 'beginCount' | 'count' | 'counts' | 'markCounted'
> {
  const waiting = connection.prepare<[], CountedSession>(
    `SELECT ${SESSION}, counted_at AS countedAt, counted_by AS countedBy
     FROM till_session WHERE counted_at IS NOT NULL AND closed_at IS NULL ORDER BY rowid`,
  )
  const counting = connection.prepare<[], CountingSession>(
    `SELECT ${SESSION}, counting_at AS countingAt, counting_by AS countingBy
     FROM till_session WHERE counted_at IS NULL AND counting_at IS NOT NULL ORDER BY rowid`,
  )
  const begin = connection.prepare<[number, string, string]>(
    `UPDATE till_session SET counting_at = ?, counting_by = ?
     WHERE id = ? AND counted_at IS NULL AND counting_at IS NULL`,
  )
  const latest = connection.prepare<[], TillSession & { endedAt: number | null }>(
    `SELECT ${SESSION}, coalesce(counting_at, counted_at) AS endedAt
     FROM till_session ORDER BY rowid DESC LIMIT 1`,
  )
  const mark = connection.prepare<[number, string, string]>(
    'UPDATE till_session SET counted_at = ?, counted_by = ? WHERE id = ? AND counted_at IS NULL',
  )
  const insert = connection.prepare<[string, number, string]>(
    'INSERT INTO till_count (session, number, entry) VALUES (?, ?, ?)',
  )
  const counts = connection
    .prepare<[string], string>(
      `SELECT journal.canonical FROM till_count JOIN journal ON journal.id = till_count.entry
       WHERE till_count.session = ? ORDER BY till_count.number`,
    )
    .pluck()
  return {
    waiting: () => waiting.all(),
    counting: () => counting.all(),
    latest: () => latest.get(),
    beginCount(session, at, by) {
      if (!transactions.isActive) throw new Error('a count begins with its entry only')
      if (begin.run(at, by, session).changes === 0) throw new Error(`no open session ${session}`)
    },
    markCounted: (session, at, by) => void mark.run(at, by, session),
    count({ session, number, entry, at, by }) {
      if (!transactions.isActive) throw new Error('a count is kept with its entry only')
      insert.run(session, number, entry)
      mark.run(at, by, session)
    },
    counts: (session) =>
      counts.all(session).map((text) => JSON.parse(text) as Entry<'session-counted'>),
  }
}

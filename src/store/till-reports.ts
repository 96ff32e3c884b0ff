/** What a till session is reported from: its own entries, and the Zs that were written. */
import type { Entry } from '../domain/journal/facts.ts'
import type { RecordedZ, Tills, TillSession } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { prepareCorrections } from './till-news.ts'

/** So many entries are read at a time: a long session needs no more memory than a short one. */
const PAGE = 500

export function prepareReports(
  connection: Connection,
): Pick<Tills, 'entriesOf' | 'nextZ' | 'corrections' | 'zs' | 'z'> {
  // Ids of entries sort in the order of the journal.
  const page = connection.prepare<[string], { id: string; canonical: string }>(
    `SELECT id, canonical FROM journal WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  )
  const opening = connection
    .prepare<[string], string>('SELECT canonical FROM journal WHERE id = ?')
    .pluck()
  const lastZ = connection.prepare<[], { own: number; told: number }>(
    `SELECT coalesce((SELECT max(z) FROM till_session), 0) AS own,
       (SELECT last_z FROM till_news) AS told`,
  )
  const read = (where: string) =>
    connection.prepare<(string | number)[], ZRow>(
      `SELECT journal.canonical, journal.hash, (
         SELECT count(*) FROM journal AS reprint
         WHERE reprint.kind = 'z-reprinted'
           AND reprint.canonical ->> '$.body.session' = till_session.id
       ) AS copies
       FROM till_session JOIN journal ON journal.id = till_session.closing
       WHERE till_session.z IS NOT NULL ${where}`,
    )
  const newest = read('ORDER BY till_session.z DESC LIMIT ?')
  const one = read('AND till_session.id = ?')

  function* entriesOf({ id, entry }: TillSession): Generator<Entry> {
    const opened = opening.get(entry)
    if (opened === undefined) throw new Error(`the entry that opened session ${id} is gone`)
    yield JSON.parse(opened) as Entry
    let last = entry
    for (;;) {
      const rows = page.all(last)
      for (const row of rows) {
        const read = JSON.parse(row.canonical) as Entry
        if (read.session === id) yield read
      }
      const end = rows.at(-1)
      if (!end || rows.length < PAGE) return
      last = end.id
    }
  }
  return {
    entriesOf,
    nextZ() {
      const { own = 0, told = 0 } = lastZ.get() ?? {}
      return told > own ? { number: told + 1, after: told } : { number: own + 1 }
    },
    corrections: prepareCorrections(connection),
    zs: (most) => newest.all(most).map(toZ),
    z(session) {
      const row = one.get(session)
      return row && toZ(row)
    },
  }
}

interface ZRow {
  readonly canonical: string
  readonly hash: string
  readonly copies: number
}

function toZ({ canonical, hash, copies }: ZRow): RecordedZ {
  return { entry: JSON.parse(canonical) as Entry<'session-closed'>, hash, copies }
}

/** The Zs that were written, and what is known of Zs that are not here. */
import type { Entry } from '../domain/journal/facts.ts'
import type { RecordedZ, Tills } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { readTold, type ToldRow } from './told-closings.ts'
import { prepareCorrections, prepareElsewhere } from './till-news.ts'

export function prepareReports(
  connection: Connection,
): Pick<Tills, 'nextZ' | 'corrections' | 'elsewhere' | 'zs' | 'z'> {
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
  const told = prepareTold(connection)

  return {
    nextZ() {
      const { own = 0, told = 0 } = lastZ.get() ?? {}
      return told > own ? { number: told + 1, after: told } : { number: own + 1 }
    },
    corrections: prepareCorrections(connection),
    elsewhere: prepareElsewhere(connection),
    zs: (most) =>
      [...newest.all(most).map(toZ), ...told.zs(most)].toSorted(byNumber).slice(0, most),
    z(session) {
      const row = one.get(session)
      return row ? toZ(row) : told.z(session)
    },
  }
}

interface ZRow {
  readonly canonical: string
  readonly hash: string
  readonly copies: number
}

function toZ({ canonical, hash, copies }: ZRow): RecordedZ {
  return {
    ...{ entry: JSON.parse(canonical) as Entry<'session-closed'>, hash, copies },
    isTold: false,
  }
}

/** Newest first. */
function byNumber(a: RecordedZ, b: RecordedZ): number {
  return (b.entry.body.z?.number ?? 0) - (a.entry.body.z?.number ?? 0)
}

/** Those that the journal has lost. Where it has closed the session anew, its own Z stands. */
function prepareTold(connection: Connection): Pick<Tills, 'zs' | 'z'> {
  const read = (where: string) =>
    connection.prepare<(string | number)[], ToldRow>(
      `SELECT told_closing.*, prints + (
         SELECT count(*) FROM journal AS reprint
         WHERE reprint.kind = 'z-reprinted'
           AND reprint.canonical ->> '$.body.session' = told_closing.session
       ) AS prints
       FROM told_closing
       WHERE told_closing.kind = 'z' AND session NOT IN (
         SELECT id FROM till_session WHERE z IS NOT NULL
       ) ${where}`,
    )
  const newest = read('ORDER BY number DESC LIMIT ?')
  const one = read('AND session = ?')
  const toldZ = (row: ToldRow): RecordedZ[] => {
    const entry = readTold(row)
    if (entry?.kind !== 'session-closed') return []
    return [{ entry, hash: row.hash, copies: row.prints, isTold: true }]
  }
  return {
    zs: (most) => newest.all(most).flatMap(toldZ),
    z: (session) => one.all(session).flatMap(toldZ)[0],
  }
}

/** Of which state of each feed rows may lie here, in the file that they lie in. */
import type { FeedCheckpoint } from '../ports/backend-link.ts'
import type { PulledReach } from '../ports/pulled-reach.ts'
import type { Connection } from './connection.ts'

interface Row {
  readonly round: number
  readonly seen: string
}

export function createPulledReach(connection: Connection): PulledReach {
  const find = connection.prepare<[string], Row>(
    'SELECT round, seen FROM pulled_reach WHERE collection = ?',
  )
  const keep = connection.prepare<[string, number, string]>(
    `INSERT INTO pulled_reach (collection, round, seen) VALUES (?, ?, ?)
     ON CONFLICT (collection) DO UPDATE SET round = excluded.round, seen = excluded.seen`,
  )
  return {
    of(collection) {
      const row = find.get(collection)
      return {
        round: row?.round ?? 0,
        seen: row && (JSON.parse(row.seen) as FeedCheckpoint),
      }
    },
    keep: (collection, { round, seen }) => void keep.run(collection, round, JSON.stringify(seen)),
  }
}

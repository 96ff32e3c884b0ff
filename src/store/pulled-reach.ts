/** Of which state of each feed rows may lie here, in the file that they lie in. */
import type { FeedCheckpoint } from '../ports/backend-link.ts'
import type { PulledReach } from '../ports/pulled-reach.ts'
import type { Connection } from './connection.ts'
import { SHAPES, type CollectionName } from './document-shapes.ts'
import type { Transactions } from './transactions.ts'

/** Rows that one call looks at, or ids that it forgets: a moment of the one thread. */
const ROWS_AT_ONCE = 500

interface ReachRow {
  readonly round: number
  readonly swept: number
  readonly seen: string
}

interface Looked {
  readonly id: string
  readonly isStale: number
}

export function createPulledReach(
  connection: Connection,
  transactions: Pick<Transactions, 'run'>,
): PulledReach {
  const find = connection.prepare<[string], ReachRow>(
    'SELECT round, swept, seen FROM pulled_reach WHERE collection = ?',
  )
  const keep = connection.prepare<[string, number, string]>(
    `INSERT INTO pulled_reach (collection, round, seen) VALUES (?, ?, ?)
     ON CONFLICT (collection) DO UPDATE SET round = excluded.round, seen = excluded.seen`,
  )
  const came = connection.prepare<[string, number, string]>(
    'INSERT OR IGNORE INTO pulled_id (collection, round, id) VALUES (?, ?, ?)',
  )
  const swept = connection.prepare<[string]>(
    'UPDATE pulled_reach SET swept = round WHERE collection = ?',
  )
  const forget = connection.prepare<[{ readonly collection: string }]>(
    `DELETE FROM pulled_id WHERE (collection, round, id) IN (
       SELECT collection, round, id FROM pulled_id
       WHERE collection = @collection AND round <= (
         SELECT swept FROM pulled_reach WHERE collection = @collection
       )
       LIMIT ${String(ROWS_AT_ONCE)}
     )`,
  )
  const rowOf = (collection: string): ReachRow | undefined => find.get(collection)
  return {
    of(collection) {
      const row = rowOf(collection)
      return { round: row?.round ?? 0, seen: row && (JSON.parse(row.seen) as FeedCheckpoint) }
    },
    keep(collection, { round, seen }, ids) {
      transactions.run(() => {
        keep.run(collection, round, JSON.stringify(seen))
        if (round === rowOf(collection)?.swept) return
        for (const id of ids) came.run(collection, round, id)
      })
    },
    isSweepDue(collection) {
      const row = rowOf(collection)
      return row !== undefined && row.round > row.swept
    },
    staleAfter(collection, after) {
      const { table } = SHAPES[collection as CollectionName]
      const looked = connection.prepare<[Record<string, string>], Looked>(
        `SELECT id, deleted = 0 AND NOT EXISTS (
           SELECT 1 FROM pulled_id
           WHERE collection = @collection AND id = ${table}.id
             AND round = (SELECT round FROM pulled_reach WHERE collection = @collection)
         ) AS isStale
         FROM ${table} WHERE id > @after ORDER BY id LIMIT ${String(ROWS_AT_ONCE)}`,
      )
      const rows = looked.all({ collection, after })
      const ids = rows.filter(({ isStale }) => isStale === 1).map(({ id }) => id)
      return { ids, last: rows.at(-1)?.id }
    },
    swept: (collection) => void swept.run(collection),
    forgetSwept: (collection) => forget.run({ collection }).changes < ROWS_AT_ONCE,
  }
}

/** The rows of a journal in their order, as far as the file can be read. */
import Database from 'better-sqlite3'
import type { Head } from '../../domain/journal/entry.ts'
import type { Connection } from '../connection.ts'
import type { SealedRow } from './sealed-row.ts'

export interface Rows {
  readonly count: number
  /** Each row, and as the last thing a text where the file is damaged behind it. */
  read(): Generator<SealedRow | string>
}

/** Those after a head; all where there is none. */
export function rowsAfter(connection: Connection, head: Head | undefined): Rows {
  const after = 'WHERE (epoch_ordinal, seq) > (?, ?)'
  const place = [head?.epoch.ordinal ?? 0, head?.seq ?? 0]
  const count = connection
    .prepare<number[], number>(`SELECT count(*) FROM journal ${after}`)
    .pluck()
  const rows = connection.prepare<number[], SealedRow>(
    `SELECT id, epoch_ordinal, epoch_id, seq, kind, at, hash, key_id, signature, canonical
     FROM journal ${after} ORDER BY epoch_ordinal, seq`,
  )
  return {
    count: asFarAsReadable(() => count.get(...place)) ?? 0,
    *read() {
      const cursor = rows.iterate(...place)
      try {
        for (;;) {
          const next = asFarAsReadable(() => cursor.next())
          if (next === undefined) yield 'the file is damaged there'
          if (next === undefined || next.done === true) return
          yield next.value
        }
      } finally {
        // Whoever has found something wrong reads no further; the file is closed all the same.
        cursor.return?.()
      }
    },
  }
}

/** Undefined where what is to be read is damaged; any other failure is thrown. */
export function asFarAsReadable<Answer>(read: () => Answer): Answer | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CORRUPT')) {
      return undefined
    }
    throw error
  }
}

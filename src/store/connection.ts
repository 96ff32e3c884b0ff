/** The one writing connection, and the settings without which a till must not sell. */
import './node-guard.ts'
import Database from 'better-sqlite3'
import { StoreFailure } from '../ports/store.ts'

export type Connection = Database.Database

/** Pages of memory for the tables that a scan walks: 128 MiB, in SQLite's negative KiB. */
const CACHE_KIB = -131_072
/** Readers in worker threads hold no lock that blocks a writer in WAL; this covers a checkpoint. */
export const BUSY_MS = 5000
const AUTOCHECKPOINT_PAGES = 1000
const JOURNAL_BYTES = 64 * 1024 * 1024

/**
 * Each is set and read back. `synchronous` stands after `journal_mode`: better-sqlite3 is compiled
 * to fall to NORMAL when WAL is switched on, and NORMAL forgets acknowledged sales at a power cut.
 */
const PRAGMAS: readonly (readonly [name: string, value: string | number, read: string | number])[] =
  [
    ['busy_timeout', BUSY_MS, BUSY_MS],
    ['journal_mode', 'WAL', 'wal'],
    ['synchronous', 'FULL', 2],
    ['fullfsync', 'ON', 1],
    ['checkpoint_fullfsync', 'ON', 1],
    ['foreign_keys', 'ON', 1],
    // Else INSERT OR REPLACE would delete an entry without asking the trigger that forbids it.
    ['recursive_triggers', 'ON', 1],
    ['trusted_schema', 'OFF', 0],
    ['cell_size_check', 'ON', 1],
    ['wal_autocheckpoint', AUTOCHECKPOINT_PAGES, AUTOCHECKPOINT_PAGES],
    ['journal_size_limit', JOURNAL_BYTES, JOURNAL_BYTES],
    ['cache_size', CACHE_KIB, CACHE_KIB],
  ]

/**
 * Opens the file, making it where there is none. Throws `StoreFailure` where a setting does not
 * hold.
 */
export function openConnection(file: string): Connection {
  const connection = new Database(file)
  try {
    for (const [name, value] of PRAGMAS) connection.pragma(`${name} = ${String(value)}`)
    checkPragmas(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

/** Reads the settings back; a till that cannot keep them refuses to sell ('pragma-wrong'). */
export function checkPragmas(connection: Connection): void {
  for (const [name, , expected] of PRAGMAS) {
    const found = connection.pragma(name, { simple: true })
    if (found !== expected) {
      const told = `${name} is ${String(found)}, not ${String(expected)}`
      throw new StoreFailure('pragma-wrong', told)
    }
  }
}

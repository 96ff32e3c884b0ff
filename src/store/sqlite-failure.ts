/**
 * What SQLite's result codes mean to the one who runs the shop. Source: sqlite.org/rescode.html.
 */
import './node-guard.ts'
import Database from 'better-sqlite3'
import { StoreFailure } from '../ports/store.ts'

const CODES: readonly (readonly [prefix: string, code: StoreFailure['code'], message: string])[] = [
  ['SQLITE_FULL', 'disk-full', 'the disk is full'],
  ['SQLITE_READONLY', 'disk-read-only', 'the disk cannot be written'],
  ['SQLITE_CANTOPEN', 'disk-read-only', 'the database cannot be opened'],
  // The shared memory beside the WAL is a file too; it cannot grow where nothing can.
  ['SQLITE_IOERR_SHMSIZE', 'disk-full', 'the disk is full'],
  ['SQLITE_IOERR', 'disk-failed', 'the disk failed'],
  ['SQLITE_CORRUPT', 'database-damaged', 'the database is damaged'],
  ['SQLITE_NOTADB', 'database-damaged', 'the file is not a database'],
]

const SYSTEM_CODES: Readonly<Record<string, StoreFailure['code']>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'disk-read-only',
  EACCES: 'disk-read-only',
  EPERM: 'disk-read-only',
  EIO: 'disk-failed',
}

/** The error as a `StoreFailure` where the ground gave way; any other error as it is. */
export function asStoreFailure(error: unknown): unknown {
  if (error instanceof Database.SqliteError) {
    const found = CODES.find(([prefix]) => error.code.startsWith(prefix))
    return found ? new StoreFailure(found[1], found[2], { cause: error }) : error
  }
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    const code = SYSTEM_CODES[error.code]
    return code === undefined ? error : new StoreFailure(code, error.message, { cause: error })
  }
  return error
}

/**
 * Prepares the program's own statements over a database of its newest version: one that it does not
 * understand is damage to the text of its schema, which no checksum of SQLite's guards.
 */
export function withSoundSchema<Answer>(prepare: () => Answer): Answer {
  try {
    return prepare()
  } catch (error) {
    const isNotUnderstood = error instanceof Database.SqliteError && error.code === 'SQLITE_ERROR'
    if (!isNotUnderstood) throw error
    throw new StoreFailure('database-damaged', 'the schema is damaged', { cause: error })
  }
}

/** Runs `work`, and throws what it throws as a `StoreFailure` where it is one. */
export function withStoreFailures<Answer>(work: () => Answer): Answer {
  try {
    return work()
  } catch (error) {
    throw asStoreFailure(error)
  }
}

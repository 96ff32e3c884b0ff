/**
 * One process per database. A small database beside the file is held in BEGIN EXCLUSIVE for the
 * life of the process; the operating system lets go of it when the process dies, however it dies.
 */
import './node-guard.ts'
import Database from 'better-sqlite3'
import { StoreFailure } from '../ports/store.ts'
import { asStoreFailure } from './sqlite-failure.ts'

export interface Lock {
  release(): void
}

/** Takes the lock of a database file, or throws `StoreFailure` 'second-instance'. */
export function takeLock(file: string): Lock {
  const lock = new Database(`${file}.lock`, { timeout: 0 })
  try {
    // Nothing is ever written in it, so no journal file stands beside it either.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StoreFailure('second-instance', 'another process holds this database', {
        cause: error,
      })
    }
    const failure = asStoreFailure(error)
    // Nothing is kept in it: whatever is wrong with it says nothing of the database.
    if (failure instanceof StoreFailure && failure.code === 'database-damaged') {
      throw new StoreFailure('disk-failed', 'the lock cannot be read', { cause: error })
    }
    throw failure
  }
  return { release: () => void lock.close() }
}

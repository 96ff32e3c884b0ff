/**
 * One process per data folder: a small database beside it, held in BEGIN EXCLUSIVE. The operating
 * system lets go of it however the process ends, and nothing has to be cleared away, which is where
 * two who come at once would both get in. PGlite itself lets two processes into one folder, and
 * they destroy it.
 */
import Database from 'better-sqlite3'
import { fail, succeed, type Result } from '../../domain/failure.ts'

export interface FolderLock {
  release(): void
}

/** Two who ask in the same instant see each other and both step back: one has it a moment later. */
const WAIT_MS = 200

/** A lock that nobody looks at any more must not go with the garbage. */
const held = new Set<Database.Database>()

/**
 * Fails with `second-instance` where another living process holds the folder. Throws where nothing
 * can be written beside it.
 */
export function lockFolder(folder: string): Result<FolderLock> {
  const lock = new Database(`${folder}.lock.db`, { timeout: WAIT_MS })
  try {
    // Nothing is ever written in it, so no journal file stands beside it either.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    held.add(lock)
    return succeed({
      release() {
        held.delete(lock)
        lock.close()
      },
    })
  } catch (error) {
    lock.close()
    const isHeld = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (isHeld) return fail('second-instance', { folder })
    throw error
  }
}

/**
 * The write-ahead log has a size that it should not grow beyond. SQLite cannot begin it anew while
 * somebody still reads from an old state of it, and does not tell where writing it back failed: so
 * somebody looks.
 */
import { statSync } from 'node:fs'
import type { Log } from '../ports/log.ts'
import { BUSY_MS, type Connection } from './connection.ts'

/** From here it is said, and said again at each doubling. A sale is never refused for it. */
export const LOG_LIMIT_BYTES = 64 * 1024 * 1024
/** Commits between two looks. */
const LOOK_EVERY = 64

/** To be called after each commit; throws where the log cannot be written back. */
export function watchLogSize(connection: Connection, log: Log): () => void {
  const file = `${connection.name}-wal`
  const truncate = connection.prepare<[], number>('PRAGMA wal_checkpoint(TRUNCATE)').pluck()
  let commits = 0
  let said = LOG_LIMIT_BYTES / 2
  const look = (): void => {
    const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    if (bytes < LOG_LIMIT_BYTES) return
    connection.pragma('busy_timeout = 0')
    // Whoever reads on is not waited for: the next look tries again.
    const isBusy = truncate.get() !== 0
    connection.pragma(`busy_timeout = ${BUSY_MS}`)
    if (!isBusy) {
      log.info('the write-ahead log is written back', { bytes })
      said = LOG_LIMIT_BYTES / 2
    } else if (bytes >= 2 * said) {
      log.warn('a reader keeps the write-ahead log from being written back', { bytes })
      said = bytes
    }
  }
  return () => {
    commits += 1
    if (commits % LOOK_EVERY === 0) look()
  }
}

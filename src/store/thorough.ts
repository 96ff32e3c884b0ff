/**
 * What opening checks after a disk failed under the database: all of it, and from what the disk
 * itself holds.
 */
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { verifyJournal } from './verify.ts'

/** sqlite.org/rescode.html: the low byte of an extended code is its primary one. */
const PRIMARY_CODE = 0xff
const SQLITE_IOERR = 10

/**
 * Writes every page of the log back and syncs it: what the log shows may stand in the page cache
 * alone, and a sale that is appended to it would be lost with it. Then reads every page. Throws
 * `StoreFailure` 'disk-failed' or 'database-damaged'.
 */
export function checkPages(connection: Connection): void {
  const [written] = connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[]
  if (written?.busy !== 0) {
    throw new StoreFailure('disk-failed', 'the log cannot be written back')
  }
  const found = connection.pragma('quick_check(1)', { simple: true })
  if (found === 'ok') return
  const told = String(found)
  // A page that could not be read stands in the findings by its result code, SQLITE_IOERR or not.
  const code = Number(/error code=(\d+)/.exec(told)?.[1]) & PRIMARY_CODE
  throw new StoreFailure(code === SQLITE_IOERR ? 'disk-failed' : 'database-damaged', told)
}

/** Verifies every entry, link, signature and total; throws `StoreFailure` 'database-damaged'. */
export function checkJournal(file: string): void {
  const { broken } = verifyJournal(file)
  if (broken === undefined) return
  const { epoch, seq, reason } = broken
  throw new StoreFailure('database-damaged', `entry ${seq} of epoch ${epoch}: ${reason}`)
}

/** Takes a terminal's folder back to the beginning: all of it is set aside, nothing is deleted. */
import { mkdirSync, readdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { compactInstant } from '../../domain/time.ts'
import { syncFolder } from '../durable-rename.ts'
import { takeLock } from '../lock.ts'
import { withStoreFailures } from '../sqlite-failure.ts'
import { finishSwap } from './swap.ts'

/** What holds the lock stays, and so does what was set aside before. */
const STAYS = /^(reset-.*|.*\.lock)$/
/** The key goes last: a database without its key could not be gone on with. */
const KEYS = /^secrets/
const DATABASE = /^terminal\.db(-wal|-shm)?$/

/**
 * Answers the folder in which everything lies now. Throws `StoreFailure` 'second-instance' while
 * the terminal runs. Cut off in between, the next reset sets the rest aside.
 */
export function setAside(file: string, at: number): string {
  return withStoreFailures(() => {
    const folder = dirname(file)
    const lock = takeLock(file)
    try {
      finishSwap(file)
      const aside = join(folder, `reset-${compactInstant(at)}`)
      const names = readdirSync(folder).filter((name) => !STAYS.test(name))
      mkdirSync(aside, { mode: 0o700 })
      for (const name of names.toSorted((a, b) => turnOf(a) - turnOf(b))) {
        renameSync(join(folder, name), join(aside, name))
      }
      syncFolder(aside)
      syncFolder(folder)
      return aside
    } finally {
      lock.release()
    }
  })
}

function turnOf(name: string): number {
  if (KEYS.test(name)) return 2
  return DATABASE.test(name) ? 1 : 0
}

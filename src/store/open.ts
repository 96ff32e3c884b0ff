/**
 * Opens the terminal's store: lock, connection, migrations, checks, and the tables of the trade
 * over it.
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { composeStore, proveWritable, type ComposedStore, type StoreParts } from './compose.ts'
import { openConnection, type Connection } from './connection.ts'
import { checkJournalTail, checkKey } from './journal-tail.ts'
import { takeLock } from './lock.ts'
import { migrate, readMigrations } from './migrations.ts'
import { withStoreFailures } from './sqlite-failure.ts'

export interface StoreOptions extends StoreParts {
  /** The database; made where there is none, with its folder. `<file>.lock` stands beside it. */
  readonly file: string
  /** The folder of the SQL files, `migrations/terminal` or where the packaged app keeps it. */
  readonly migrations: string
}

export interface TerminalStore extends ComposedStore {
  /** Lets go of file and lock; the store is of no use afterwards. Does nothing the second time. */
  close(): void
}

/** Opens the store, or throws `StoreFailure` before anything could be sold on unsafe ground. */
export function openStore(options: StoreOptions): TerminalStore {
  return withStoreFailures(() => {
    mkdirSync(dirname(options.file), { recursive: true, mode: 0o700 })
    const lock = takeLock(options.file)
    try {
      const connection = openMigrated(options)
      const close = (): void => {
        connection.close()
        lock.release()
      }
      return { ...composeStore(connection, options), close }
    } catch (error) {
      lock.release()
      throw error
    }
  })
}

function openMigrated({ file, migrations, secrets }: StoreOptions): Connection {
  const connection = openConnection(file)
  try {
    migrate(connection, readMigrations(migrations))
    checkJournalTail(connection)
    checkKey(connection, secrets)
    // A disk that is full or read-only is found before the first customer, not at the first sale.
    proveWritable(connection)
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

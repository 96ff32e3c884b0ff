/** Makes the database that will take the place of the present one, apart from it and durable. */
import { copyFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { composeStore, type ComposedStore, type StoreParts } from '../compose.ts'
import { openConnection, type Connection } from '../connection.ts'
import { syncFile, syncFolder } from '../durable-rename.ts'
import { migrate, readMigrations } from '../migrations.ts'
import { clearPrepared, preparedOf } from './swap.ts'

export interface PreparedOptions extends StoreParts {
  /** The database whose place it takes. */
  readonly file: string
  readonly migrations: string
}

/** From a copy of `base`, or from nothing; `work` writes into it before it is closed and synced. */
export function prepareDatabase<Answer>(
  options: PreparedOptions,
  base: string | undefined,
  work: (connection: Connection, store: ComposedStore) => Answer,
): Answer {
  const path = preparedOf(options.file)
  clearPrepared(options.file)
  if (base !== undefined) copyFileSync(base, path)
  const connection = openConnection(path)
  let answer: Answer
  try {
    migrate(connection, readMigrations(options.migrations), options.clock.now())
    answer = work(connection, composeStore(connection, options))
    foldLog(connection)
  } finally {
    connection.close()
  }
  syncFile(path)
  syncFolder(dirname(path))
  return answer
}

/**
 * The database is moved without its log. Closing would fold it in, too, and say nothing where the
 * disk did not take it: what took the place of the present database would then be damaged.
 */
function foldLog(connection: Connection): void {
  const [folded] = connection.pragma('wal_checkpoint(TRUNCATE)') as { readonly busy: number }[]
  if (folded?.busy !== 0) throw new Error('somebody reads a database that was made only now')
}

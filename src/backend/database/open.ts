/** Opens the backend's database, wherever it is, and brings it to the version of this program. */
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { succeed, type Result } from '../../domain/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import { openFolder, openMemory } from './embedded.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { INT8, readInt8 } from './safe-integer.ts'
import type { Database } from './schema.ts'

export type DatabasePlace =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'folder'; readonly folder: string }
  /** For tests; `snapshot` is a database made before, as `dumpDataDir` answered it. */
  | { readonly kind: 'memory'; readonly snapshot?: Blob }

export interface OpenDatabase {
  readonly database: Kysely<Database>
  readonly close: () => Promise<void>
  /** A whole copy of an embedded database; a PostgreSQL server has tools of its own for that. */
  readonly dump?: () => Promise<Blob>
}

const CONNECTIONS_LIMIT = 10
/** Nothing here runs long; what does is stuck, and would hold locks that terminals wait for. */
const STATEMENT_LONGEST_MS = 60_000

/**
 * Fails with `second-instance` or `disk-failed` (see `openFolder`), or with `database-from-future`.
 * Throws where the database cannot be reached at all.
 */
export async function openDatabase(
  place: DatabasePlace,
  clock: Clock,
  migrations = MIGRATIONS,
): Promise<Result<OpenDatabase>> {
  const opened = await connect(place)
  if (!opened.ok) return opened
  try {
    const migrated = await migrate(opened.value.database, clock, migrations)
    if (migrated.ok) return opened
    await opened.value.close()
    return migrated
  } catch (error) {
    await opened.value.close()
    throw error
  }
}

async function connect(place: DatabasePlace): Promise<Result<OpenDatabase>> {
  if (place.kind === 'url') {
    return succeed(opened(new Kysely<Database>({ dialect: postgres(place.url) })))
  }
  if (place.kind === 'memory') {
    const pglite = await openMemory(place.snapshot)
    return succeed(opened(new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })))
  }
  const embedded = await openFolder(place.folder)
  if (!embedded.ok) return embedded
  const { pglite, close } = embedded.value
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  return succeed({
    database,
    dump: () => pglite.dumpDataDir('gzip'),
    close: async () => {
      await database.destroy()
      await close()
    },
  })
}

function opened(database: Kysely<Database>): OpenDatabase {
  return { database, close: () => database.destroy() }
}

function postgres(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_LIMIT,
    statement_timeout: STATEMENT_LONGEST_MS,
    idle_in_transaction_session_timeout: STATEMENT_LONGEST_MS,
    types: { getTypeParser: readerOf },
  })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the
  // process.
  pool.on('error', () => undefined)
  return new PostgresDialect({ pool })
}

type Reader = (text: string) => unknown

/** The driver's own reader of a type, but for int8, which it would leave as text. */
function readerOf(type: number, format?: 'text' | 'binary'): Reader {
  if (type === INT8 && format !== 'binary') return readInt8
  return pg.types.getTypeParser(type, format) as Reader
}

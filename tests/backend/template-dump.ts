/** Makes an empty database of this program's version, and answers it as one file. */
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect } from 'kysely'
import { migrate, MIGRATIONS } from '../../src/backend/database/migrate.ts'
import type { Database } from '../../src/backend/database/schema.ts'
import { systemClock } from '../../src/system/clock.ts'

/** A log of one megabyte and not of sixteen. */
const SMALL = ['--wal-segsize=1']
/** What PostgreSQL makes new databases of; nobody makes one in a test's. */
const SPARE = ['template0', 'template1']

export async function dumpOfEmpty(): Promise<Uint8Array> {
  const pglite = await PGlite.create({ initDbStartParams: SMALL })
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  const migrated = await migrate(database, systemClock({ holdsProcess: false }), MIGRATIONS)
  if (!migrated.ok) throw new Error(migrated.failure.code)
  await lighten(pglite)
  const dump = await pglite.dumpDataDir('none')
  await database.destroy()
  return new Uint8Array(await dump.arrayBuffer())
}

/** Most of what reading it in costs is memory that was never touched: a third of it is left. */
async function lighten(pglite: PGlite): Promise<void> {
  for (const name of SPARE) {
    await pglite.query('update pg_database set datistemplate = false where datname = $1', [name])
    await pglite.exec(`drop database ${name}`)
  }
  await pglite.exec('checkpoint')
}

/** Makes an empty database of this program's version, and answers it as one file. */
import { Kysely, PGliteDialect } from 'kysely'
import { openMemory } from '../../src/backend/database/embedded.ts'
import { migrate, MIGRATIONS } from '../../src/backend/database/migrate.ts'
import type { Database } from '../../src/backend/database/schema.ts'
import { systemClock } from '../../src/system/clock.ts'

export async function dumpOfEmpty(): Promise<Uint8Array> {
  const pglite = await openMemory()
  const database = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  const migrated = await migrate(database, systemClock({ holdsProcess: false }), MIGRATIONS)
  if (!migrated.ok) throw new Error(migrated.failure.code)
  const dump = await pglite.dumpDataDir('none')
  await database.destroy()
  return new Uint8Array(await dump.arrayBuffer())
}

/**
 * The backend's database as it was some steps ago: a copy of every table, and the way back to it.
 */
import { sql } from 'kysely'
import { type SharedDatabase, tablesOf } from './backend.ts'

const COPY = 'simulated_copy'

export async function keepCopy(shared: SharedDatabase): Promise<void> {
  const { database } = shared
  await sql`drop schema if exists ${sql.id(COPY)} cascade`.execute(database)
  await sql`create schema ${sql.id(COPY)}`.execute(database)
  for (const name of await tablesOf(shared)) {
    await sql`create table ${sql.id(COPY, name)} as table ${sql.id('public', name)}`.execute(
      database,
    )
  }
}

/** Puts back what was kept; nothing of what came since is left. */
export async function restoreCopy(shared: SharedDatabase): Promise<void> {
  const names = await tablesOf(shared)
  await shared.database.connection().execute(async (connection) => {
    // As a dump is read in: rows come table by table, and what refers to what is right in the end.
    await sql`set session_replication_role = replica`.execute(connection)
    const all = names.map((name) => sql.id('public', name))
    await sql`truncate ${sql.join(all)}`.execute(connection)
    for (const name of names) {
      await sql`
        insert into ${sql.id('public', name)} select * from ${sql.id(COPY, name)}
      `.execute(connection)
    }
    await sql`set session_replication_role = default`.execute(connection)
  })
}

/**
 * Databases in memory that one stage leaves to the next of its process, emptied: to open one takes
 * longer than most tests that need it.
 */
import { sql } from 'kysely'
import {
  openDatabase,
  type DatabasePlace,
  type OpenDatabase,
} from '../../src/backend/database/open.ts'
import type { Clock } from '../../src/ports/clock.ts'
import { emptyDatabase } from './template.ts'

/** All that a migrated database holds before a shop is founded in it. */
const MIGRATIONS = 'migration'

const free: OpenDatabase[] = []

/** An empty, migrated database; closing it leaves it to whoever takes one next. */
export async function takeDatabase(clock: Clock): Promise<OpenDatabase> {
  const kept = free.pop() ?? (await openAt(await emptyDatabase(), clock))
  let isLent = true
  return {
    ...kept,
    async close() {
      if (!isLent) return
      isLent = false
      await empty(kept)
      free.push(kept)
    },
  }
}

/** A migrated database there; it ends with its `close`. */
export async function openAt(place: DatabasePlace, clock: Clock): Promise<OpenDatabase> {
  const opened = await openDatabase(place, clock)
  if (!opened.ok) throw new Error(opened.failure.code)
  return opened.value
}

async function empty({ database }: OpenDatabase): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables
    where schemaname = 'public' and tablename <> ${MIGRATIONS}`.execute(database)
  const tables = sql.join(rows.map(({ name }) => sql.table(name)))
  await sql`truncate ${tables} restart identity cascade`.execute(database)
}

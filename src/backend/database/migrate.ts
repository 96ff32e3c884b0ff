/**
 * Brings a database to the version of this program: each file in one transaction that records
 * itself.
 */
import { readdir, readFile } from 'node:fs/promises'
import { sql, type Kysely } from 'kysely'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from './schema.ts'

export const MIGRATIONS = new URL('../../../migrations/backend/', import.meta.url)

interface Migration {
  readonly number: number
  readonly name: string
  readonly statements: readonly string[]
}

const UNIQUE_VIOLATION = '23505'

/** Fails with `database-from-future` where the database was opened by a newer program. */
export async function migrate(
  database: Kysely<Database>,
  clock: Clock,
  folder: URL,
): Promise<Result<void>> {
  const migrations = await readMigrations(folder)
  await createRecord(database)
  const { rows } = await sql<{ number: number }>`select number from migration`.execute(database)
  const done = new Set(rows.map((row) => row.number))
  const newest = migrations.at(-1)?.number ?? 0
  const found = Math.max(0, ...done)
  if (found > newest) return fail('database-from-future', { found, newest })
  for (const migration of migrations) {
    if (!done.has(migration.number)) await run(database, migration, clock)
  }
  return succeed(undefined)
}

/**
 * Throws where two files share a number or a name is not as the rules say: a fault of this program.
 */
async function readMigrations(folder: URL): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = Number(/^(\d{4})_[a-z_]+\.sql$/.exec(name)?.[1])
      if (!(number > 0)) throw new Error(`not the name of a migration: ${name}`)
      return {
        number,
        name,
        statements: statementsOf(await readFile(new URL(name, folder), 'utf8')),
      }
    }),
  )
  if (new Set(migrations.map((each) => each.number)).size < migrations.length) {
    throw new Error('two migrations share a number')
  }
  return migrations
}

/**
 * PGlite prepares one statement at a time; in these files, a semicolon at a line's end ends one.
 */
function statementsOf(text: string): string[] {
  return text
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
}

/** Any number that nothing else in this database locks by. */
const MIGRATING = 7_465_100

/** Of several processes that start at once, "if not exists" alone would let all try, and fail. */
async function createRecord(database: Kysely<Database>): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await sql`select pg_advisory_xact_lock(${MIGRATING})`.execute(transaction)
    await sql`
      create table if not exists migration (
        number bigint primary key,
        name text not null,
        applied_at bigint not null
      )
    `.execute(transaction)
  })
}

/** The row is written first: a second process waits for it, and finds the work done. */
async function run(
  database: Kysely<Database>,
  { number, name, statements }: Migration,
  clock: Clock,
): Promise<void> {
  try {
    await database.transaction().execute(async (transaction) => {
      await sql`
        insert into migration (number, name, applied_at) values (${number}, ${name}, ${clock.now()})
      `.execute(transaction)
      for (const statement of statements) await sql.raw(statement).execute(transaction)
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
  }
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNIQUE_VIOLATION
}

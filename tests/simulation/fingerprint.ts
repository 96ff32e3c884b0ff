/** One hash over all that a seed left in all databases: the same seed, the same hash. */
import { createHash } from 'node:crypto'
import type Database from 'better-sqlite3'
import { sql } from 'kysely'
import { tablesOf } from './backend.ts'
import type { World } from './world.ts'

/** Where the file lies is the machine's, not the seed's. */
const OF_THE_MACHINE: ReadonlySet<string> = new Set(['binding'])
/** RxDB's own bookkeeping: `_rev`, `_meta` and its time of writing. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['rev', 'meta', 'lwt'])

export async function fingerprintOf(world: World): Promise<string> {
  const hash = createHash('sha256')
  for (const terminal of world.terminals) {
    hash.update(`${terminal.name}\n`)
    for (const line of rowsOfTerminal(terminal.witness.connection)) hash.update(line)
  }
  for await (const line of rowsOfBackend(world)) hash.update(line)
  return hash.digest('hex')
}

function* rowsOfTerminal(witness: Database.Database): Generator<string> {
  // The search is made of the rows by triggers; its own tables hold pages, not facts.
  const tables = witness
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  for (const table of tables) {
    if (OF_THE_MACHINE.has(table)) continue
    const rows = witness.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()
    yield* sortedLines(table, rows.map(counted))
  }
}

function counted(row: Record<string, unknown>): string {
  return JSON.stringify(Object.entries(row).filter(([column]) => !NOT_COUNTED.has(column)))
}

async function* rowsOfBackend({ backend }: World): AsyncGenerator<string> {
  const { shared } = backend
  for (const table of await tablesOf(shared)) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(each)::text as row from ${sql.table(table)} as each
    `.execute(shared.database)
    yield* sortedLines(
      table,
      rows.map(({ row }) => row),
    )
  }
}

function* sortedLines(table: string, rows: readonly string[]): Generator<string> {
  yield `${table}\n`
  for (const row of rows.toSorted()) yield `${row}\n`
}

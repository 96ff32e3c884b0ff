/** A database as the first version that was ever given to a shop would have left it. */
import { renameSync, rmSync } from 'node:fs'
import { terminalMigrations } from '../../../src/commands/folders.ts'
import { openConnection, type Connection } from '../../../src/store/connection.ts'
import { migrate, readMigrations } from '../../../src/store/migrations.ts'

const FIRST_VERSION = 70

/** Replaces a closed database by one of that version, with everything in it that it could hold. */
export function makeOlder(file: string): void {
  const older = `${file}.older`
  const connection = openConnection(older)
  const migrations = readMigrations(terminalMigrations)
  migrate(
    connection,
    migrations.filter(({ version }) => version <= FIRST_VERSION),
    0,
  )
  connection.pragma('foreign_keys = OFF')
  connection.prepare('ATTACH ? AS newer').run(file)
  for (const table of tablesOf(connection, 'main')) carryOver(connection, table)
  connection.exec('DETACH newer')
  connection.pragma('wal_checkpoint(TRUNCATE)')
  connection.close()
  rmSync(`${file}-wal`, { force: true })
  rmSync(`${file}-shm`, { force: true })
  renameSync(older, file)
}

/** Not what SQLite and its full-text search keep for themselves. */
function tablesOf(connection: Connection, schema: string): string[] {
  return connection
    .prepare<[string], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
    )
    .pluck()
    .all(schema)
}

/** Over what the older migrations and triggers have put there already. */
function carryOver(connection: Connection, table: string): void {
  const newer = new Set(columnsOf(connection, 'newer', table))
  const columns = columnsOf(connection, 'main', table).filter((column) => newer.has(column))
  if (columns.length === 0) return
  const list = columns.map((column) => `"${column}"`).join(', ')
  connection.exec(
    `INSERT OR REPLACE INTO main."${table}" (${list}) SELECT ${list} FROM newer."${table}"`,
  )
}

/** Without generated ones. */
function columnsOf(connection: Connection, schema: string, table: string): string[] {
  return connection
    .prepare<[string, string], string>('SELECT name FROM pragma_table_xinfo(?, ?) WHERE hidden = 0')
    .pluck()
    .all(table, schema)
}

/** Brings a database to the newest version. The rules stand in migrations/README.md. */
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** Reads the migrations of a folder in order. Throws where a name or a number breaks the rules. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  return names.toSorted().map((name, index, all) => {
    const version = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(name)?.[1])
    const before = Number(all[index - 1]?.slice(0, 4) ?? 0)
    if (!(version > before) || version % 10 !== 0)
      throw new Error(`${name}: not a migration's name`)
    return { version, name, sql: readFileSync(join(folder, name), 'utf8') }
  })
}

/**
 * Applies what is pending, each migration in a transaction that also sets `user_version`. Throws
 * `StoreFailure` 'database-from-future' or 'database-damaged' before anything is touched.
 */
export function migrate(connection: Connection, migrations: readonly Migration[]): void {
  const version = checkVersion(connection, migrations)
  const pending = migrations.filter((migration) => migration.version > version)
  if (version > 0 && pending.length > 0) copyBeside(connection, version)
  for (const migration of pending) apply(connection, migration)
}

function checkVersion(connection: Connection, migrations: readonly Migration[]): number {
  const version = Number(connection.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (version > newest) {
    const told = `the database is of version ${version}, this program knows ${newest}`
    throw new StoreFailure('database-from-future', told)
  }
  const isKnown = migrations.some((migration) => migration.version === version)
  const isEmpty = version === 0 && countTables(connection) === 0
  if (!isKnown && !isEmpty) {
    throw new StoreFailure('database-damaged', `not a database of this program: version ${version}`)
  }
  return version
}

function countTables(connection: Connection): number {
  return connection.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0
}

function apply(connection: Connection, migration: Migration): void {
  connection.exec('BEGIN IMMEDIATE')
  try {
    connection.exec(migration.sql)
    if (!connection.inTransaction) throw new Error(`${migration.name} ended its own transaction`)
    connection.pragma(`user_version = ${migration.version}`)
    connection.exec('COMMIT')
  } catch (error) {
    if (connection.inTransaction) connection.exec('ROLLBACK')
    throw error
  }
}

/** A whole copy as it was, durable under its final name or not there at all. */
function copyBeside(connection: Connection, version: number): void {
  const copy = `${connection.name}.before-${version}`
  const part = `${copy}.part`
  rmSync(part, { force: true })
  connection.prepare('VACUUM INTO ?').run(part)
  sync(part, 'r+')
  renameSync(part, copy)
  // Windows cannot open a folder; its rename is durable with the file system's own journal.
  if (process.platform !== 'win32') sync(dirname(copy), 'r')
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

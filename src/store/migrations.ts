/** Brings a database to the newest version. The rules stand in migrations/README.md. */
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { StoreFailure } from '../ports/store.ts'
import { backupName, prepareBackupFolder } from './backup-folder.ts'
import type { Connection } from './connection.ts'
import { putInPlace } from './durable-rename.ts'
import { verifyJournal } from './verify.ts'

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
 * Applies what is pending, each migration in a transaction that also sets `user_version`; what
 * holds data is copied among the backups before, under the instant `at`. Throws `StoreFailure`
 * 'database-from-future' or 'database-damaged' before anything is touched.
 */
export function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  at: number,
): void {
  const version = checkVersion(connection, migrations)
  const pending = migrations.filter((migration) => migration.version > version)
  if (version > 0 && pending.length > 0) copyAside(connection, version, at)
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

/**
 * A whole copy as it was, durable under its final name or not there at all. Its hashes show that it
 * is one; whether the signatures were right before, no migration changes.
 */
function copyAside(connection: Connection, version: number, at: number): void {
  const copy = join(prepareBackupFolder(connection.name), backupName(at, version))
  const part = `${copy}.part-${process.pid}`
  rmSync(part, { force: true })
  try {
    connection.prepare('VACUUM INTO ?').run(part)
    const { broken } = verifyJournal(part, { signatures: false })
    if (broken) {
      const told = `entry ${broken.seq} of epoch ${broken.epoch}: ${broken.reason}`
      throw new StoreFailure('database-damaged', told)
    }
    putInPlace(part, copy)
  } finally {
    rmSync(part, { force: true })
  }
}

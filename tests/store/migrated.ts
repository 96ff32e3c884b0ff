/**
 * A new file that is migrated already: to run all migrations takes longer than most tests do. Those
 * of the migrations and of a first start run them.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openConnection } from '../../src/store/connection.ts'
import { migrate, readMigrations } from '../../src/store/migrations.ts'
import { MIGRATIONS, START } from './shop.ts'

let made: Buffer | undefined

/** Does nothing where there is a file. One folder of `migrations` for all of a process. */
export function beginMigrated(file: string, migrations = MIGRATIONS): void {
  if (existsSync(file)) return
  made ??= make(migrations)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, made, { mode: 0o600 })
}

/** As a store leaves it that was opened and closed, before anybody enrolled it. */
function make(migrations: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-migrated-'))
  const file = join(folder, 'terminal.db')
  const connection = openConnection(file)
  migrate(connection, readMigrations(migrations), START)
  connection.close()
  const bytes = readFileSync(file)
  rmSync(folder, { recursive: true, force: true })
  return bytes
}

/** Opens a database to look at it: it may be in use, at rest, or on a medium that takes no byte. */
import '../node-guard.ts'
import Database from 'better-sqlite3'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Connection } from '../connection.ts'

const BUSY_MS = 5000

/** Changes nothing; the caller closes it. Throws where the file is no database. */
export function openReadOnly(file: string): Connection {
  try {
    return opened(file)
  } catch (error) {
    // A database in WAL needs files beside it even to be read; at rest it can be read without.
    if (!isCannotOpen(error) || !existsSync(file) || hasLog(file)) throw error
    return opened(`${pathToFileURL(resolve(file)).href}?immutable=1`)
  }
}

function opened(name: string): Connection {
  const connection = new Database(name, { readonly: true, fileMustExist: true, timeout: BUSY_MS })
  try {
    connection.pragma('trusted_schema = OFF')
    connection.pragma('cell_size_check = ON')
    connection.prepare('SELECT 1 FROM sqlite_schema').get()
    return connection
  } catch (error) {
    connection.close()
    throw error
  }
}

function isCannotOpen(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code)
}

function hasLog(file: string): boolean {
  return existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0
}

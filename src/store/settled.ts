/**
 * The word of a closed terminal that all it ever wrote has reached the backend: an empty file
 * beside the database. It is for installers, which read no database: whoever opens the database
 * takes the word back first, so that after a crash it is not there, and nothing may be removed.
 */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreFailure } from '../ports/store.ts'
import type { Connection } from './connection.ts'
import { removeFile, syncFolder } from './durable-rename.ts'
import { writeWhole } from './durable.ts'
import { withStoreFailures } from './sqlite-failure.ts'
import { hasUnsent } from './unsent.ts'

export function settledPath(file: string): string {
  return `${file}.settled`
}

/** Under the lock, before the database is opened. Throws what the disk throws. */
export function takeBackSettled(file: string): void {
  const path = settledPath(file)
  if (!existsSync(path)) return
  removeFile(path)
  syncFolder(dirname(path))
}

/** False also where the disk no longer answers: nobody can say it then. */
export function isSettled(connection: Connection): boolean {
  try {
    return !hasUnsent(connection)
  } catch (error) {
    if (error instanceof StoreFailure) return false
    throw error
  }
}

/** Under the lock, after the database was closed. Without room the word is simply not given. */
export function giveSettled(file: string): void {
  try {
    withStoreFailures(() => writeWhole(settledPath(file), ''))
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error
  }
}

/**
 * Puts another database in the place of the present one, which is set aside and never deleted. An
 * intent that is durable first makes it all or nothing: whoever opens the database after a crash
 * finishes what was begun.
 */
import { existsSync, readFileSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { removeFile, syncFolder } from '../durable-rename.ts'
import { writeWhole } from '../durable.ts'

const intentSchema = z.strictObject({ aside: z.string().regex(/^[\w.-]{1,120}$/) })

/** SQLite's own files of a database; the log before the database, which is nothing without it. */
const PARTS = ['-wal', '-shm', ''] as const

/** Where the new database is prepared; whatever lies there without an intent is worth nothing. */
export function preparedOf(file: string): string {
  return `${file}.prepared`
}

/** Removes what an attempt that came to no end has left. */
export function clearPrepared(file: string): void {
  for (const part of PARTS) removeFile(preparedOf(file) + part)
}

/** `aside`: the name, in the same folder, that the present database gets. */
export function swap(file: string, aside: string): void {
  writeWhole(intentOf(file), JSON.stringify(intentSchema.parse({ aside })))
  finishSwap(file)
}

/** Finishes a swap that was begun; does nothing where none was. Throws what the disk throws. */
export function finishSwap(file: string): void {
  const intent = intentOf(file)
  if (!existsSync(intent)) return
  const folder = dirname(file)
  const { aside } = intentSchema.parse(JSON.parse(readFileSync(intent, 'utf8')))
  if (existsSync(preparedOf(file))) {
    for (const part of PARTS) {
      if (existsSync(file + part)) renameSync(file + part, join(folder, aside) + part)
    }
    renameSync(preparedOf(file), file)
    syncFolder(folder)
  }
  removeFile(intent)
  syncFolder(folder)
}

function intentOf(file: string): string {
  return `${file}.swap`
}

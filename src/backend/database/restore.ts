/**
 * Puts the embedded database back to a copy of it. The database of before is set aside, never
 * deleted; a crash leaves the one or the other, which `openFolder` sees to.
 */
import { existsSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Clock } from '../../ports/clock.ts'
import { syncFolder } from './durable-file-system.ts'
import { restoredBeside, unpackInto } from './embedded.ts'
import { lockFolder } from './folder-lock.ts'

export interface RestoreOptions {
  readonly folder: string
  /** A copy as `writeDump` makes it. */
  readonly dump: string
  readonly clock: Clock
}

export interface Restored {
  readonly folder: string
  /** Where the database of before is now; null where there was none. */
  readonly setAside: string | null
}

/**
 * Fails with `second-instance` while a backend runs on the folder, with `not-found` without the
 * copy, and with `input-invalid` where it is none of a Holdfast backend.
 */
export async function restoreDump({
  folder: path,
  dump,
  clock,
}: RestoreOptions): Promise<Result<Restored>> {
  const folder = resolve(path)
  if (!existsSync(dump)) return fail('not-found', { file: dump })
  const lock = lockFolder(folder)
  if (!lock.ok) return lock
  try {
    const unfinished = `${folder}.restoring`
    await rm(unfinished, { recursive: true, force: true })
    if (!(await unpackInto(unfinished, new Blob([await readFile(dump)])))) {
      await rm(unfinished, { recursive: true, force: true })
      return fail('input-invalid', { file: dump })
    }
    // What an earlier restore made and never took its place is only a copy of a copy.
    const ready = restoredBeside(folder)
    await rm(ready, { recursive: true, force: true })
    await move(unfinished, ready)
    const setAside = existsSync(folder) ? `${folder}.replaced-${String(clock.now())}` : null
    if (setAside !== null) await move(folder, setAside)
    await move(ready, folder)
    return succeed({ folder, setAside })
  } finally {
    lock.value.release()
  }
}

async function move(from: string, to: string): Promise<void> {
  await rename(from, to)
  await syncFolder(dirname(to))
}

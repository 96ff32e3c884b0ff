/**
 * PostgreSQL within this process: PGlite in a folder, durable and locked, or in memory for tests.
 */
import { existsSync } from 'node:fs'
import { mkdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { PGlite, type PGliteOptions } from '@electric-sql/pglite'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { DurableFileSystem, syncFolder, syncTree } from './durable-file-system.ts'
import { lockFolder } from './folder-lock.ts'
import { INT8, readInt8 } from './safe-integer.ts'

const PARSERS: NonNullable<PGliteOptions['parsers']> = { [INT8]: readInt8 }

/**
 * PGlite's own parameters without `-F`, which switches fsync off, and with less than its usual
 * 128 MB of buffers: to lay those out is two thirds of a start, and the system caches files too.
 */
const DURABLE_PARAMETERS = [
  ...PGlite.defaultStartParams.filter((each) => each !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'full_page_writes=on'],
  ...['-c', 'synchronous_commit=on', '-c', 'shared_buffers=32MB'],
]

/** Files in memory need no cache: to lay out the usual 128 MB is a third of what opening takes. */
const SMALL_PARAMETERS = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB']

export interface Embedded {
  readonly pglite: PGlite
  /** How often a file reached the disk since the start. */
  readonly syncs: () => number
  readonly close: () => Promise<void>
}

/**
 * Opens the database of a folder, which is made where there is none. Fails with `second-instance`
 * where another process holds it, and with `disk-failed` where a commit does not reach the disk.
 */
export async function openFolder(path: string): Promise<Result<Embedded>> {
  const folder = resolve(path)
  await mkdir(dirname(folder), { recursive: true })
  const lock = lockFolder(folder)
  if (!lock.ok) return lock
  try {
    if (!isDatabase(folder)) await takeRestored(folder)
    if (!isDatabase(folder)) await create(folder)
    const files = new DurableFileSystem(folder)
    const pglite = await start(files)
    if (!(await reachesDisk(pglite, files))) {
      await pglite.close()
      lock.value.release()
      return fail('disk-failed', { folder })
    }
    const close = async (): Promise<void> => {
      if (!pglite.closed) await pglite.close()
      lock.value.release()
    }
    return succeed({ pglite, syncs: () => files.syncs, close })
  } catch (error) {
    lock.value.release()
    throw error
  }
}

/** A database that ends with the process; `snapshot` is what `dumpDataDir` answered. */
export async function openMemory(snapshot?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...{ parsers: PARSERS, startParams: SMALL_PARAMETERS },
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
  })
}

function start(files: DurableFileSystem, copy?: Blob): Promise<PGlite> {
  return PGlite.create({
    ...{ fs: files, parsers: PARSERS, startParams: DURABLE_PARAMETERS },
    ...(copy === undefined ? {} : { loadDataDir: copy }),
  })
}

function isDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION'))
}

/** Where a whole, durable database stands that is to become the one of a folder. */
export function restoredBeside(folder: string): string {
  return `${folder}.restored`
}

/** A restore was cut off when the database of before was out of its place already. */
async function takeRestored(folder: string): Promise<void> {
  const restored = restoredBeside(folder)
  if (!isDatabase(restored)) return
  if (existsSync(folder)) await rmdir(folder)
  await rename(restored, folder)
  await syncFolder(dirname(folder))
}

/**
 * Makes a durable database of a copy in an empty place; false where it is none that this program
 * ever made.
 */
export async function unpackInto(folder: string, copy: Blob): Promise<boolean> {
  let pglite: PGlite | undefined
  try {
    pglite = await start(new DurableFileSystem(folder), copy)
    await pglite.query('select number from migration limit 1')
    await tellCounters(pglite)
  } catch {
    return false
  } finally {
    await pglite?.close()
  }
  await syncTree(folder)
  return true
}

/** What online counters wrote after the copy is gone: `src/backend/counter/restored.ts`. */
async function tellCounters(pglite: PGlite): Promise<void> {
  const { rows } = await pglite.query<{ has: boolean }>(
    `select to_regclass('web_counter') is not null as has`,
  )
  if (rows[0]?.has === true) await pglite.query('update web_counter set restored = true')
}

/**
 * The first database is copied into place file by file, not committed: it is made under another
 * name, brought to the disk, and only then gets its own.
 */
async function create(folder: string): Promise<void> {
  const unfinished = `${folder}.new`
  await rm(unfinished, { recursive: true, force: true })
  const pglite = await start(new DurableFileSystem(unfinished))
  await pglite.close()
  await syncTree(unfinished)
  // An empty folder may stand there already; one with anything else in it is not ours to take.
  if (existsSync(folder)) await rmdir(folder)
  await rename(unfinished, folder)
  await syncFolder(dirname(folder))
}

/** Commits something small and counts: an acknowledged commit without a sync is none. */
async function reachesDisk(pglite: PGlite, files: DurableFileSystem): Promise<boolean> {
  const before = files.syncs
  await pglite.query(`select pg_logical_emit_message(true, 'holdfast', 'start')`)
  const { rows } = await pglite.query<{ fsync: string }>('show fsync')
  return files.syncs > before && rows[0]?.fsync === 'on'
}

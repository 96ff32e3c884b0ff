/**
 * Whole copies of the embedded database beside its folder, hourly: what a commit's fsync cannot
 * cover (a directory entry lost, a rename half done) is a copy of an hour ago, not nothing.
 */
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import { repeat } from '../repeat.ts'
import { syncFolder } from './durable-file-system.ts'

export const DUMP_EVERY_MS = 60 * 60_000
/** The latest, and what came before in case it holds the fault already. */
const DUMPS_KEPT = 3
const ENDING = '.tar.gz'
const UNFINISHED = '.new'

export interface DumpOptions {
  /** The database as PGlite packs it: what `loadDataDir` takes. */
  readonly dump: () => Promise<Blob>
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
}

/**
 * Makes a copy each hour until the answer is called and waited for. A copy that fails is logged.
 */
export function keepDumps(options: DumpOptions): () => Promise<void> {
  const { clock, log } = options
  return repeat(clock, DUMP_EVERY_MS, () =>
    writeDump(options)
      .then((file) => log.info('the database was copied', { file }))
      .catch((error: unknown) => log.error('no copy was made', { problem: String(error) })),
  )
}

/**
 * Writes one copy under a temporary name, brings it to the disk, names it, and drops the eldest.
 */
export async function writeDump({ dump, folder, clock }: DumpOptions): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // What a crash left half-written is never finished, and never asked for.
  for (const name of await readdir(folder)) {
    if (name.endsWith(ENDING + UNFINISHED)) await rm(join(folder, name))
  }
  const file = join(folder, `${String(clock.now()).padStart(15, '0')}${ENDING}`)
  const unfinished = file + UNFINISHED
  const handle = await open(unfinished, 'w', 0o600)
  try {
    await handle.writeFile(new Uint8Array(await (await dump()).arrayBuffer()))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
  await syncFolder(folder)
  const dumps = (await readdir(folder)).filter((name) => name.endsWith(ENDING)).toSorted()
  for (const eldest of dumps.slice(0, -DUMPS_KEPT)) await rm(join(folder, eldest))
  return file
}

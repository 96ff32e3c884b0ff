/**
 * PGlite's files on a real disk, with a real fsync. As shipped, its NODEFS has none, so that a
 * commit is acknowledged which no power cut survives (electric-sql/pglite#1107).
 */
import { fsyncSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'

type StartOptions = Parameters<NodeFS['init']>[1]

/** The part of Emscripten's file system that is mended here. */
interface Mendable {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: OpenFile) => number } }
}

/** A file of Emscripten's, with the number by which this process knows it. */
interface OpenFile {
  readonly nfd: number
}

export class DurableFileSystem extends NodeFS {
  /** How often a file reached the disk since this was made. */
  syncs = 0

  override async init(
    pglite: PGlite,
    options: StartOptions,
  ): Promise<{ emscriptenOpts: StartOptions }> {
    const { emscriptenOpts } = await super.init(pglite, options)
    const mend = (module: unknown): void => {
      const { stream_ops: operations } = (module as Mendable).NODEFS
      operations.fsync = (stream) => {
        fsyncSync(stream.nfd)
        this.syncs += 1
        return 0
      }
    }
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), mend] },
    }
  }
}

/**
 * Brings every file and folder below a folder to the disk; for what was copied rather than
 * committed.
 */
export async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) await sync(path, 'r+')
    else if (entry.isDirectory()) await syncFolder(path)
  }
  await syncFolder(folder)
}

/**
 * Makes the names in a folder durable. Windows opens no folders and keeps their names by itself.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await sync(folder, 'r')
}

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

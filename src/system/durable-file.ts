/** Small files that must be whole after a power cut, and folders that only their user may enter. */
import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

const NOBODY_ELSE = 0o077

/**
 * Makes the folder, if it is missing, and closes it to all other users; what this process makes
 * from now on is closed to them too. To be called before anything is written there.
 */
export function openPrivateFolder(folder: string): void {
  process.umask(NOBODY_ELSE)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // It may have been made by an older version, or restored with another mode.
  chmodSync(folder, 0o700)
}

/**
 * Writes the file for its own user only. Whole or not at all: a power cut leaves the old file or
 * the new one.
 */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true })
  renameSync(draft, path)
  syncFolder(dirname(path))
}

/** Removes the file, and stays so after a power cut. Does nothing where there is none. */
export function removeDurably(path: string): void {
  rmSync(path, { force: true })
  syncFolder(dirname(path))
}

function syncFolder(folder: string): void {
  // Windows cannot open a folder; its rename is durable with the file system's own journal.
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** A file under its final name is whole and durable, or it is not there. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, unlinkSync } from 'node:fs'
import { dirname } from 'node:path'

/** Brings the part to the disk and gives it its name; both lie in one folder. */
export function putInPlace(part: string, target: string): void {
  syncFile(part)
  renameSync(part, target)
  syncFolder(dirname(target))
}

/**
 * Does nothing where there is none. What the disk throws has its code, which Node's `rmSync` loses:
 * without one nobody knows that it was the disk.
 */
export function removeFile(path: string): void {
  if (existsSync(path)) unlinkSync(path)
}

export function syncFile(path: string): void {
  sync(path, 'r+')
}

export function syncFolder(folder: string): void {
  // Windows cannot open a folder; its rename is durable with the file system's own journal.
  if (process.platform !== 'win32') sync(folder, 'r')
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags)
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

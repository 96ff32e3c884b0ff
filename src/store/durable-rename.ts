/** A file under its final name is whole and durable, or it is not there. */
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { dirname } from 'node:path'

/** Brings the part to the disk and gives it its name; both lie in one folder. */
export function putInPlace(part: string, target: string): void {
  syncFile(part)
  renameSync(part, target)
  syncFolder(dirname(target))
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

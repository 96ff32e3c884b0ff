/** Small files that are whole under their name, or not there at all. */
import { writeFileSync } from 'node:fs'
import { putInPlace, removeFile } from './durable-rename.ts'

/** Durable when it returns. Throws what the disk throws, and leaves the old file then. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const part = `${path}.part`
  removeFile(part)
  writeFileSync(part, content, { mode: 0o600, flag: 'wx' })
  putInPlace(part, path)
}

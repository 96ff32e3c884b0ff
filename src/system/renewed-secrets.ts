/**
 * A new key beside the present one, until it takes its place; the old one is kept, never deleted.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeDurably } from './durable-file.ts'
import { fileSecrets, type FileSecrets } from './secrets.ts'

const NEXT = 'secrets-next'
const FILE = 'secrets.json'
const BEFORE = ['secrets.sealed', 'sealing-key', FILE] as const

/** The key that is to come; the same one when it is asked for again. */
export function nextSecrets(folder: string): FileSecrets {
  return fileSecrets(join(folder, NEXT))
}

export function forgetNext(folder: string): void {
  rmSync(join(folder, NEXT), { recursive: true, force: true })
}

/**
 * The new key is a plain file, whatever keyring sealed the one before, which may be another
 * machine's: what is sealed is set aside with what opens it. `stamp` ends the names that they have
 * from now on. Cut off in between, it can be repeated.
 */
export function takeNext(folder: string, stamp: string): void {
  const next = join(folder, NEXT, FILE)
  if (existsSync(next)) {
    for (const name of BEFORE) {
      const present = join(folder, name)
      if (existsSync(present)) renameSync(present, `${present}.before-${stamp}`)
    }
    renameSync(next, join(folder, FILE))
  }
  rmSync(join(folder, NEXT), { recursive: true, force: true })
  removeDurably(join(folder, NEXT))
}

/**
 * A new key beside the present one, until it takes its place; the old one is kept, never deleted.
 */
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { removeDurably } from './durable-file.ts'
import { fileSecrets, type FileSecrets } from './secrets.ts'

const NEXT = 'secrets-next'
const FILE = 'secrets.json'

/** True where the key is sealed by the desktop's keyring: only the desktop app can renew it. */
export function isSealed(folder: string): boolean {
  return existsSync(join(folder, 'secrets.sealed'))
}

/** The key that is to come; the same one when it is asked for again. */
export function nextSecrets(folder: string): FileSecrets {
  return fileSecrets(join(folder, NEXT))
}

export function forgetNext(folder: string): void {
  rmSync(join(folder, NEXT), { recursive: true, force: true })
}

/** `name`: what the key of before is called from now on. Cut off in between, it can be repeated. */
export function takeNext(folder: string, name: string): void {
  const next = join(folder, NEXT, FILE)
  const present = join(folder, FILE)
  if (existsSync(next)) {
    if (existsSync(present)) renameSync(present, join(folder, name))
    renameSync(next, present)
  }
  rmSync(join(folder, NEXT), { recursive: true, force: true })
  removeDurably(join(folder, NEXT))
}

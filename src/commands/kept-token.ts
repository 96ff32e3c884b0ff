/**
 * A random token in a file of its own: the same one after each restart, known to this user only.
 */
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import type { Random } from '../ports/random.ts'
import { writeDurably } from '../system/durable-file.ts'

const TOKEN_BYTES = 32
const TOKEN = /^[\w-]{43}$/

/** The token in the file; where none is, or something else, a new one that is durable first. */
export function keptToken(file: string, random: Random): string {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  if (TOKEN.test(kept)) {
    // A copy or a restore may have widened the mode.
    chmodSync(file, 0o600)
    return kept
  }
  const token = Buffer.from(random.bytes(TOKEN_BYTES)).toString('base64url')
  writeDurably(file, token)
  return token
}

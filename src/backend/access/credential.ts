/** Credentials are random, shown once, and kept as hashes: a stolen database opens nothing. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Random } from '../../ports/random.ts'

const CREDENTIAL_BYTES = 32

/** 256 random bits in base64url: 43 characters. */
export function makeCredential(random: Random): string {
  return Buffer.from(random.bytes(CREDENTIAL_BYTES)).toString('base64url')
}

/** SHA-256 in hex. Credentials are long and random, so nothing slower is needed. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Compares two hashes without telling by its time how much was right. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, 'hex'), Buffer.from(b, 'hex')]
  return left.length === right.length && timingSafeEqual(left, right)
}

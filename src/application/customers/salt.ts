import type { Random } from '../../ports/random.ts'

const SALT_BYTES = 16

/** What keeps the digest of personal data from being guessed, as hexadecimal text. */
export function newSalt(random: Random): string {
  const bytes = random.bytes(SALT_BYTES)
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

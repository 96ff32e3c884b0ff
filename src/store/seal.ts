/**
 * Makes an entry what it is for ever: canonical bytes, hash, signature. Also checks what was made.
 */
import { hash as digest } from 'node:crypto'
import { PERSONAL_DOMAIN } from '../domain/customer/customer.ts'
import {
  canonicalForm,
  ENTRY_BYTES_LIMIT,
  entryId,
  HASH_DOMAIN,
  SIGNATURE_DOMAIN,
  type SealedEntry,
} from '../domain/journal/entry.ts'
import { checkerOf } from '../domain/journal/check.ts'
import { entrySchema, type Entry } from '../domain/journal/facts.ts'
import type { Secrets } from '../ports/secrets.ts'

const check = checkerOf(entrySchema)

/** SHA-256 over the domain and the canonical bytes, in hex. */
export function hashOf(canonical: string): string {
  return digest('sha256', HASH_DOMAIN + canonical, 'hex')
}

/** SHA-256 over the domain and the text, in hex. */
export function personalDigest(personal: string): string {
  return digest('sha256', PERSONAL_DOMAIN + personal, 'hex')
}

/**
 * Seals an entry. Throws where it breaks its schema or the limit on its size: a fault of the
 * caller.
 */
export function seal(entry: Entry, personal: string | null, secrets: Secrets): SealedEntry {
  check(entry)
  const canonical = canonicalForm(entry)
  if (Buffer.byteLength(canonical) > ENTRY_BYTES_LIMIT)
    throw new RangeError('the entry is too long')
  const hash = hashOf(canonical)
  const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(hash, 'hex')])
  return {
    id: entryId(entry.epoch, entry.seq),
    epoch: entry.epoch,
    seq: entry.seq,
    canonical,
    hash,
    keyId: secrets.keyId,
    signature: Buffer.from(secrets.sign(signed)).toString('base64'),
    personal,
  }
}

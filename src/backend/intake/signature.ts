/**
 * What proves an entry: its hash and its terminal's Ed25519 signature
 * (src/domain/journal/entry.ts).
 */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { PERSONAL_DOMAIN } from '../../domain/customer/customer.ts'
import { HASH_DOMAIN, SIGNATURE_DOMAIN } from '../../domain/journal/entry.ts'

/** SHA-256 in hex over the domain and the canonical bytes. */
export function entryHashOf(canonical: string): string {
  return createHash('sha256').update(HASH_DOMAIN).update(canonical).digest('hex')
}

/** SHA-256 in hex over the domain and personal data. */
export function personalDigestOf(personal: string): string {
  return createHash('sha256').update(PERSONAL_DOMAIN).update(personal).digest('hex')
}

/** First 16 hex digits of SHA-256 over the SubjectPublicKeyInfo, which comes in base64. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}

/** Undefined where the text is no Ed25519 key. */
export function readPublicKey(publicKey: string): KeyObject | undefined {
  try {
    const der = Buffer.from(publicKey, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' ? key : undefined
  } catch {
    return undefined
  }
}

export function signatureIsRight(hash: string, signature: string, key: KeyObject): boolean {
  return provesBytes(SIGNATURE_DOMAIN, hash, signature, key)
}

/** Whether a signature in base64 is over a domain and the 32 bytes of a digest in hex. */
export function provesBytes(
  domain: string,
  digest: string,
  signature: string,
  key: KeyObject,
): boolean {
  const signed = Buffer.concat([Buffer.from(domain), Buffer.from(digest, 'hex')])
  return verify(null, signed, key, Buffer.from(signature, 'base64'))
}

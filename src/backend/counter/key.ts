/** The key of an online counter: the backend signs with it, as a terminal does with its own. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { SIGNATURE_DOMAIN } from '../../domain/journal/entry.ts'
import type { Random } from '../../ports/random.ts'
import { keyIdOf } from '../intake/signature.ts'

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8. Source: RFC 8410, section 7. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const SEED_BYTES = 32

export interface CounterKey {
  readonly keyId: string
  /** base64 of the SubjectPublicKeyInfo. */
  readonly publicKey: string
  readonly privateKey: KeyObject
}

/** base64 of PKCS #8. */
export function makeCounterKey(random: Random): string {
  return Buffer.concat([PKCS8_HEAD, random.bytes(SEED_BYTES)]).toString('base64')
}

/** Throws where the text is not what `makeCounterKey` makes. */
export function openCounterKey(text: string): CounterKey {
  const key = Buffer.from(text, 'base64')
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const publicKey = spki.toString('base64')
  return { keyId: keyIdOf(publicKey), publicKey, privateKey }
}

/** The signature of an entry, base64, by its hash in hex. */
export function signedBy({ privateKey }: CounterKey, hash: string): string {
  const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(hash, 'hex')])
  return sign(null, signed, privateKey).toString('base64')
}

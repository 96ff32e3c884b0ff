/** A terminal's real Ed25519 key, made from its seed. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { keyIdOf } from '../../src/backend/intake/signature.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import type { Chance } from './chance.ts'

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410, 7). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const KEY_BYTES = 32

/** Where the credential is kept, which is not in the file beside the key here. */
export interface KeptCredential {
  credential(): string | undefined
  saveCredential(credential: string): void
}

export function makeSecrets(chance: Chance, kept: KeptCredential): Secrets & KeptCredential {
  const der = Buffer.concat([PKCS8_HEAD, chance.bytes(KEY_BYTES)])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  const publicKey = spki.toString('base64')
  return {
    ...kept,
    publicKey,
    keyId: keyIdOf(publicKey),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  }
}

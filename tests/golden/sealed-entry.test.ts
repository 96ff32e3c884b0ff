/**
 * One whole entry as it is stored, sent and proved: canonical bytes, hash and signature. The format
 * never changes: where this file would differ, every journal that was ever written would not verify.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import type { SealedEntry } from '../../src/domain/journal/entry.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import { seal } from '../../src/store/seal.ts'
import { germanSale, ID } from './receipts.ts'

/** The first test vector of RFC 8032, 7.1, wrapped as PKCS 8. */
const SEED = '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'
const key = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${SEED}`, 'hex'),
  ...{ format: 'der', type: 'pkcs8' },
})
const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
const secrets: Secrets = {
  keyId: createHash('sha256').update(spki).digest('hex').slice(0, 16),
  publicKey: spki.toString('base64'),
  sign: (bytes) => sign(null, bytes, key),
  credential: () => undefined,
}

it('an entry is sealed as the first one ever was', () => {
  const header = {
    ...{ format: 1 as const, tenant: ID, store: ID, terminal: ID, prevHash: 'a'.repeat(64) },
    ...{ epoch: { ordinal: 2, id: ID }, seq: 41, at: 1_790_000_000_000, session: ID },
    ...{ businessDate: '2026-09-21', actor: ID, approver: null },
  }
  const sealed = seal({ ...header, kind: 'sale-completed', body: germanSale }, null, secrets)
  const file = new URL('./sealed-sale.json', import.meta.url)
  const golden = JSON.parse(readFileSync(file, 'utf8')) as SealedEntry
  expect(sealed).toEqual(golden)
  // The same by nothing of the program.
  const digest = createHash('sha256').update(`holdfast entry 1\n${golden.canonical}`).digest()
  expect(digest.toString('hex')).toBe(golden.hash)
  const signed = Buffer.concat([Buffer.from('holdfast signature 1\n'), digest])
  const publicKey = createPublicKey(key)
  expect(verify(null, signed, publicKey, Buffer.from(golden.signature, 'base64'))).toBe(true)
})

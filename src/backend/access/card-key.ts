/** The key for codes of cards on its way to a terminal: sealed for that terminal's credential. */
import { createCipheriv, hkdfSync } from 'node:crypto'
import type { Random } from '../../ports/random.ts'
import type { Transaction } from '../backend.ts'
import { keyOf } from './keyed-hash.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const PURPOSE = 'holdfast card key 1'

/** What a terminal keeps in its settings, base64: only who has the credential opens it. */
export async function sealedCardKey(
  random: Random,
  transaction: Transaction,
  tenant: string,
  credential: string,
): Promise<string> {
  const key = await keyOf(transaction, tenant)
  const nonce = random.bytes(NONCE_BYTES)
  const sealer = Buffer.from(hkdfSync('sha256', credential, '', PURPOSE, KEY_BYTES))
  const cipher = createCipheriv('aes-256-gcm', sealer, nonce, { authTagLength: TAG_BYTES })
  const sealed = Buffer.concat([cipher.update(Buffer.from(key, 'hex')), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** A tenant's key, made once: codes that were hashed under another one would be strangers. */
export function makeCardKey(random: Random): string {
  return Buffer.from(random.bytes(KEY_BYTES)).toString('hex')
}

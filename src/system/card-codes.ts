/**
 * Hashes codes of cards under the key that the backend sealed for this terminal. The key is opened
 * by the credential, which lies with the terminal's other secrets and never in its database.
 */
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import type { CardCodes } from '../ports/accounts.ts'
import type { Secrets } from '../ports/secrets.ts'

const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
const PURPOSE = 'holdfast card key 1'

export interface CardCodesParts {
  readonly secrets: Pick<Secrets, 'credential'>
  /** As the terminal's settings have it now. */
  readonly sealedKey: () => string | undefined
}

export function createCardCodes({ secrets, sealedKey }: CardCodesParts): CardCodes {
  let kept: { readonly sealed: string; readonly key: Buffer } | undefined
  const keyOf = (sealed: string): Buffer | undefined => {
    if (kept?.sealed === sealed) return kept.key
    const credential = secrets.credential()
    const key = credential === undefined ? undefined : open(sealed, credential)
    kept = key && { sealed, key }
    return key
  }
  return {
    hashOf(code) {
      const sealed = sealedKey()
      const key = sealed === undefined ? undefined : keyOf(sealed)
      return key && createHmac('sha256', key).update(code).digest('hex')
    },
  }
}

/** Where no codes are known. */
export const NO_CARD_CODES: CardCodes = { hashOf: () => undefined }

/** As `src/backend/access/card-key.ts` seals it; undefined where that was for somebody else. */
function open(sealed: string, credential: string): Buffer | undefined {
  const bytes = Buffer.from(sealed, 'base64')
  if (bytes.length !== NONCE_BYTES + TAG_BYTES + KEY_BYTES) return undefined
  const opener = Buffer.from(hkdfSync('sha256', credential, '', PURPOSE, KEY_BYTES))
  const decipher = createDecipheriv('aes-256-gcm', opener, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([
      decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
      decipher.final(),
    ])
  } catch {
    // Sealed for the credential of before: the next pull brings the new one.
    return undefined
  }
}

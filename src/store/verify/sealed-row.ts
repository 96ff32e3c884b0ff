/** What one entry proves by itself: its hash, its schema, its place and its signature. */
import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto'
import { entryId, HASH_DOMAIN, SIGNATURE_DOMAIN } from '../../domain/journal/entry.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import { readEntry } from '../../domain/journal/read.ts'

/** An entry as its row in the journal has it. */
export interface SealedRow {
  readonly id: string
  readonly epoch_ordinal: number
  readonly epoch_id: string
  readonly seq: number
  readonly kind: string
  readonly at: number
  readonly hash: string
  readonly key_id: string
  readonly signature: string
  readonly canonical: string
}

/** Answers the entry, or what is wrong with it; its signature is checked by `isSignedBy`. */
export function readSealed(row: Omit<SealedRow, 'kind' | 'at'>): Entry | string {
  if (hash('sha256', HASH_DOMAIN + row.canonical, 'hex') !== row.hash) {
    return 'its content does not have its hash'
  }
  const entry = readEntry(row.canonical)
  if (!entry) return 'its content is not an entry'
  const { epoch, seq } = entry
  const stands =
    seq === row.seq &&
    epoch.id === row.epoch_id &&
    epoch.ordinal === row.epoch_ordinal &&
    row.id === entryId(epoch, seq)
  return stands ? entry : 'it stands in the wrong place'
}

export interface PublicKey {
  readonly id: string
  readonly key: KeyObject
}

/** From base64 of the SubjectPublicKeyInfo; undefined where that is no Ed25519 key. */
export function readPublicKey(text: string): PublicKey | undefined {
  try {
    const der = Buffer.from(text, 'base64')
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const id = hash('sha256', der, 'hex').slice(0, 16)
    return key.asymmetricKeyType === 'ed25519' ? { id, key } : undefined
  } catch {
    return undefined
  }
}

/** One signature and what it should be of. */
export interface Proof {
  readonly key: KeyObject
  /** In hex. */
  readonly hash: string
  /** In base64. */
  readonly signature: string
}

function signedBytes({ hash: text }: Proof): Buffer {
  return Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(text, 'hex')])
}

/** Undefined where the text is another spelling of its bytes: one signature has one text. */
function signatureOf({ signature }: Proof): Buffer | undefined {
  const bytes = Buffer.from(signature, 'base64')
  return bytes.toString('base64') === signature ? bytes : undefined
}

export function isRight(proof: Proof): boolean {
  const signature = signatureOf(proof)
  return signature !== undefined && verify(null, signedBytes(proof), proof.key, signature)
}

/** The same on the threads that Node keeps for such work, as many at once as there are. */
export function isRightInParallel(proof: Proof): Promise<boolean> {
  const signature = signatureOf(proof)
  if (signature === undefined) return Promise.resolve(false)
  return new Promise((resolve, reject) => {
    verify(null, signedBytes(proof), proof.key, signature, (error, isValid) => {
      if (error) reject(error)
      else resolve(isValid)
    })
  })
}

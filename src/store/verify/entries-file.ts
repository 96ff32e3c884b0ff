/**
 * Checks a file of entries (src/contract/backend/entries-file.ts) by what it holds: that nothing
 * was left out or added, and that each entry is what its hash and its signature say. Entries of one
 * epoch that follow each other must be linked; others may be missing between, since the backend has
 * them.
 */
import { createHash, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  ENTRIES_FILE_DOMAIN,
  entriesHeaderSchema,
  entriesTrailerSchema,
  type EntriesHeader,
} from '../../contract/backend/entries-file.ts'
import { sealedEntrySchema, type Head, type SealedEntry } from '../../domain/journal/entry.ts'
import { isRight, readPublicKey, readSealed, type PublicKey } from './sealed-row.ts'
import type { Broken } from './strays.ts'

export interface EntriesVerification {
  readonly entries: number
  readonly sales: number
  /** Signed with earlier keys that this file does not hold: the backend knows them. */
  readonly unproven: number
  /** False where its key could not be read: then nothing here proves that none was left out. */
  readonly signed: boolean
  readonly broken: Broken | undefined
}

/** How such a file begins. */
export const ENTRIES_FILE_START = '{"holdfast":"entries"'

/** Reads the whole file, which is never longer than its limit on characters. */
export function verifyEntriesFile(file: string): EntriesVerification {
  const text = readFileSync(file, 'utf8')
  const [head = '', ...lines] = text.split('\n').slice(0, -1)
  const trailer = lines.pop() ?? ''
  const header = entriesHeaderSchema.safeParse(parsed(head)).data
  const key = header && readPublicKey(header.publicKey)
  if (!header || key?.id !== header.keyId) return nothing('the header is not one')
  const closing = closingOf(text.slice(0, -trailer.length - 1), trailer, key)
  if (closing === 'wrong') return nothing('the trailer does not prove what stands before it')
  if (lines.length !== header.count) return nothing('the header names another number of entries')
  return { ...walk(lines, header, key), signed: closing === 'signed' }
}

function walk(lines: readonly string[], header: EntriesHeader, own: PublicKey) {
  const keys = new Map([[own.id, own]])
  let last: Head | undefined
  let [entries, sales, unproven] = [0, 0, 0]
  for (const line of lines) {
    const { data: sealed } = sealedEntrySchema.safeParse(parsed(line))
    const reason = sealed ? judge(sealed) : 'it is not an entry'
    if (reason !== undefined) {
      const { epoch, seq } = sealed ?? { epoch: { ordinal: 0 }, seq: 0 }
      const broken = { epoch: epoch.ordinal, seq, reason: `line ${entries + 2}: ${reason}` }
      return { entries, sales, unproven, broken }
    }
    entries += 1
  }
  return { entries, sales, unproven, broken: undefined }

  function judge(sealed: SealedEntry): string | undefined {
    const { id, epoch, seq, canonical, hash, keyId, signature } = sealed
    const place = { id, epoch_ordinal: epoch.ordinal, epoch_id: epoch.id, seq }
    const entry = readSealed({ ...place, canonical, hash, key_id: keyId, signature })
    if (typeof entry === 'string') return entry
    const isOwn = entry.terminal === header.terminal && entry.tenant === header.tenant
    if (!isOwn) return 'it is of another terminal'
    const follows = last?.epoch.id === epoch.id && last.seq + 1 === seq
    if (follows && entry.prevHash !== last?.hash) return 'it does not follow the one before'
    if (entry.kind === 'epoch-opened') {
      const named = readPublicKey(entry.body.publicKey)
      if (named?.id !== entry.body.keyId) return 'it names a key that is not its own'
      keys.set(named.id, named)
    }
    const key = keys.get(keyId)
    if (key && !isRight({ key: key.key, hash, signature })) return 'its signature is wrong'
    if (!key) unproven += 1
    if (entry.kind === 'sale-completed') sales += 1
    last = { epoch, seq, hash }
    return undefined
  }
}

type Closing = 'signed' | 'unsigned' | 'wrong'

function closingOf(body: string, line: string, { key }: PublicKey): Closing {
  const trailer = entriesTrailerSchema.safeParse(parsed(line)).data
  if (!trailer) return 'wrong'
  const digest = createHash('sha256').update(body).digest()
  if (digest.toString('hex') !== trailer.digest) return 'wrong'
  if (trailer.signature === null) return 'unsigned'
  const signed = Buffer.concat([Buffer.from(ENTRIES_FILE_DOMAIN), digest])
  const isRight = verify(null, signed, key, Buffer.from(trailer.signature, 'base64'))
  return isRight ? 'signed' : 'wrong'
}

function nothing(reason: string): EntriesVerification {
  const broken = { epoch: 0, seq: 0, reason }
  return { entries: 0, sales: 0, unproven: 0, signed: false, broken }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

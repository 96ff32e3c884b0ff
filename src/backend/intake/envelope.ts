/** Reads what a terminal pushed, one envelope at a time: a bad one is set aside with its reason. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import {
  canonicalForm,
  entryId,
  epochSchema,
  hashSchema,
  NO_PREVIOUS_HASH,
  sealedEntrySchema,
  type SealedEntry,
} from '../../domain/journal/entry.ts'
import { entrySchema, type Entry } from '../../domain/journal/facts.ts'
import { readPersonal } from '../../domain/customer/customer.ts'
import type { TerminalKeys } from '../access/keys.ts'
import type { TerminalPrincipal } from '../access/principal.ts'
import { entryHashOf, personalDigestOf, signatureIsRight } from './signature.ts'

/** Why an entry is parked. The words are stored and shown: they never change their meaning. */
export type ParkedReason =
  | 'unreadable'
  | 'hash-wrong'
  | 'key-unknown'
  | 'signature-wrong'
  | 'not-canonical'
  | 'another-terminal'
  | 'place-wrong'
  | 'body-invalid'
  | 'key-of-another-epoch'
  | 'location-unknown'
  | 'personal-wrong'
  | 'not-applicable'

/** Nothing proves that the terminal ever made it: of these so many are kept, and no more. */
export const UNPROVEN: readonly ParkedReason[] = [
  ...(['unreadable', 'hash-wrong', 'key-unknown', 'signature-wrong'] as const),
]

export function isUnproven({ parked }: Envelope): boolean {
  return parked !== undefined && UNPROVEN.includes(parked)
}

/** Where an envelope says that it belongs; a parked one proves nothing by it. */
export interface Place {
  readonly epoch: { readonly ordinal: number; readonly id: string }
  readonly seq: number
  readonly hash: string
}

/** `raw` is the whole envelope as JSON text, `fingerprint` SHA-256 over it. */
export type Envelope = { readonly fingerprint: string; readonly raw: string } & (
  | { readonly parked?: never; readonly sealed: SealedEntry; readonly entry: Entry }
  | { readonly parked: ParkedReason; readonly place: Place | undefined }
)

const placeSchema = z.object({ epoch: epochSchema, seq: z.int().min(1), hash: hashSchema })

const ownerSchema = z.object({ tenant: z.string(), store: z.string(), terminal: z.string() })

/** All that can be told of an envelope without the rest of its epoch. Never throws. */
export function readEnvelope(
  received: unknown,
  sender: TerminalPrincipal,
  keys: TerminalKeys,
): Envelope {
  const raw = rawOf(received)
  const fingerprint = createHash('sha256').update(raw).digest('hex')
  const sealed = sealedEntrySchema.safeParse(received)
  if (!sealed.success || !isStorable(sealed.data)) {
    const place = placeSchema.safeParse(received)
    return { fingerprint, raw, parked: 'unreadable', place: place.data }
  }
  const entry = readEntry(sealed.data, sender, keys)
  return typeof entry === 'string'
    ? { fingerprint, raw, parked: entry, place: sealed.data }
    : { fingerprint, raw, sealed: sealed.data, entry }
}

function rawOf(received: unknown): string {
  try {
    return JSON.stringify(received)
  } catch {
    // What was nested deep enough to exhaust the stack cannot be kept; that it came can.
    return '"nested too deeply"'
  }
}

/**
 * PostgreSQL keeps neither zero bytes nor half characters, and what is kept must be what was
 * signed.
 */
function isStorable({ canonical, personal }: SealedEntry): boolean {
  return [canonical, personal ?? ''].every((text) => text.isWellFormed() && !text.includes('\0'))
}

function readEntry(
  sealed: SealedEntry,
  sender: TerminalPrincipal,
  keys: TerminalKeys,
): Entry | ParkedReason {
  if (entryHashOf(sealed.canonical) !== sealed.hash) return 'hash-wrong'
  const known = keys.get(sealed.keyId)
  if (!known) return 'key-unknown'
  if (!signatureIsRight(sealed.hash, sealed.signature, known.key)) return 'signature-wrong'
  const content = readCanonical(sealed.canonical)
  if (content === undefined) return 'not-canonical'
  const owner = ownerSchema.safeParse(content).data
  if (!owner) return 'body-invalid'
  const { tenant, store, terminal } = sender
  if (owner.tenant !== tenant || owner.store !== store || owner.terminal !== terminal) {
    return 'another-terminal'
  }
  const entry = entrySchema.safeParse(content)
  if (!entry.success) return 'body-invalid'
  if (!standsWhereItSays(sealed, entry.data)) return 'place-wrong'
  if (!isBesideIt(sealed, entry.data)) return 'personal-wrong'
  return opensByAnother(sealed, entry.data, known.publicKey) ? 'key-of-another-epoch' : entry.data
}

/** Personal data beside an entry is what the entry says, or erased; an odd one is not kept. */
function isBesideIt({ personal }: SealedEntry, entry: Entry): boolean {
  if (personal === null) return true
  if (!('digest' in entry.body)) return true
  return personalDigestOf(personal) === entry.body.digest && readPersonal(personal) !== undefined
}

/** An epoch is opened by the key that it names, which must be one that enrolment gave. */
function opensByAnother({ keyId }: SealedEntry, entry: Entry, publicKey: string): boolean {
  if (entry.kind !== 'epoch-opened') return false
  return entry.body.keyId !== keyId || entry.body.publicKey !== publicKey
}

/** Undefined where the text is not the one canonical form of a JSON object (RFC 8785). */
function readCanonical(text: string): object | undefined {
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content !== 'object' || content === null) return undefined
    return canonicalForm(content) === text ? content : undefined
  } catch {
    return undefined
  }
}

/** What stands beside the canonical text is only a copy, and must be a true one. */
function standsWhereItSays(sealed: SealedEntry, { epoch, seq, prevHash }: Entry): boolean {
  return (
    sealed.epoch.id === epoch.id &&
    sealed.epoch.ordinal === epoch.ordinal &&
    sealed.seq === seq &&
    sealed.id === entryId(epoch, seq) &&
    (seq > 1 || prevHash === NO_PREVIOUS_HASH)
  )
}

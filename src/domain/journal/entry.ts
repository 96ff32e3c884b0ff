/**
 * The journal's entry: one immutable envelope for one whole business transaction. Canonical bytes
 * are RFC 8785 (JSON Canonicalization Scheme), made once, stored and sent as that one string.
 * `hash` is SHA-256 over `HASH_DOMAIN` followed by those bytes; the signature is Ed25519 over
 * `SIGNATURE_DOMAIN` followed by the 32 bytes of the hash.
 */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { businessDateSchema, instantSchema } from '../time.ts'
import { canonicalJson } from './canonical.ts'

export const ENTRY_FORMAT = 1
export const HASH_DOMAIN = 'holdfast entry 1\n'
export const SIGNATURE_DOMAIN = 'holdfast signature 1\n'
/** What the first entry of an epoch names as the one before it. */
export const NO_PREVIOUS_HASH = '0'.repeat(64)
/** Longest canonical form that a terminal commits and intake takes; the fullest cart fits. */
export const ENTRY_BYTES_LIMIT = 4 * 1024 * 1024

export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** A stretch of gap-free numbers: a restore, a replacement or a clone opens the next. */
export const epochSchema = z.object({ ordinal: z.int().min(1).max(9999), id: idSchema })
export type Epoch = z.infer<typeof epochSchema>

export const entryHeaderSchema = z.object({
  format: z.literal(ENTRY_FORMAT),
  tenant: idSchema,
  store: idSchema,
  terminal: idSchema,
  epoch: epochSchema,
  seq: z.int().min(1),
  at: instantSchema,
  businessDate: businessDateSchema,
  /** The till session in which it happened; null outside one. */
  session: idSchema.nullable(),
  /** Who did it; null for what the terminal does by itself. */
  actor: idSchema.nullable(),
  approver: idSchema.nullable(),
  prevHash: hashSchema,
})
export type EntryHeader = z.infer<typeof entryHeaderSchema>

/** An entry as it is stored and sent: the canonical string and what proves it. */
export const sealedEntrySchema = z.object({
  /** `entryId` of its epoch and seq. */
  id: z.string().max(60),
  epoch: epochSchema,
  seq: z.int().min(1),
  canonical: z.string().min(2).max(ENTRY_BYTES_LIMIT),
  hash: hashSchema,
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** base64 of 64 bytes. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  /** Personal data beside the entry, which may be erased; null where there is none. */
  personal: z
    .string()
    .max(64 * 1024)
    .nullable(),
})
export type SealedEntry = z.infer<typeof sealedEntrySchema>

/** The last entry of an epoch, as terminal and backend compare it. */
export const headSchema = z.object({ epoch: epochSchema, seq: z.int().min(0), hash: hashSchema })
export type Head = z.infer<typeof headSchema>

/** Sorts as text in the order of epoch and seq. */
export function entryId(epoch: Epoch, seq: number): string {
  return `${String(epoch.ordinal).padStart(4, '0')}-${epoch.id}-${String(seq).padStart(10, '0')}`
}

/**
 * The one string that is hashed, stored and sent. Throws where the value holds what JSON cannot.
 */
export function canonicalForm(entry: object): string {
  return canonicalJson(entry)
}

/**
 * The file in which entries travel where no network does: one JSON text per line, a header, sealed
 * entries, a trailer. A terminal writes it before it is wiped; the backend takes its entries in as
 * if they had been pushed. Each entry proves itself; the trailer proves that none was left out. A
 * terminal whose key nobody can read any more signs no trailer: then what was left out shows as a
 * hole at the backend, as it does for a terminal that is lost.
 */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { instantSchema } from '../../domain/time.ts'
import { hashSchema } from '../../domain/journal/entry.ts'

/** What the trailer's signature is over: this, followed by the 32 bytes of the digest. */
export const ENTRIES_FILE_DOMAIN = 'holdfast entries file 1\n'
/** Entries that one file holds at most; more go into a second one. */
export const ENTRIES_FILE_LIMIT = 100_000
/** Characters that one file holds at most, and the backend reads at once; more go into another. */
export const ENTRIES_FILE_CHARACTERS_LIMIT = 48 * 1024 * 1024

export const entriesHeaderSchema = z.strictObject({
  holdfast: z.literal('entries'),
  format: z.literal(1),
  tenant: idSchema,
  store: idSchema,
  terminal: idSchema,
  /** As it stands on its receipts: T1. Empty where the database was too damaged to tell. */
  terminalCode: z.string().max(20),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, base64 of the SubjectPublicKeyInfo; the key that signs the trailer, or would. */
  publicKey: z.string().max(100),
  writtenAt: instantSchema,
  count: z.int().min(0).max(ENTRIES_FILE_LIMIT),
})
export type EntriesHeader = z.infer<typeof entriesHeaderSchema>

export const entriesTrailerSchema = z.strictObject({
  /** SHA-256 in hex over all bytes before the trailer's line, line ends (LF) included. */
  digest: hashSchema,
  /** base64 of 64 bytes; null where the key could not be read. */
  signature: z
    .string()
    .regex(/^[A-Za-z0-9+/]{86}==$/)
    .nullable(),
})
export type EntriesTrailer = z.infer<typeof entriesTrailerSchema>

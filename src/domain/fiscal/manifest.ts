/**
 * What stands on top of handed-out books: which entries they are, what was known before the first
 * of them, and every file with its digest. The terminal signs this file alone, and so all of them.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { hashSchema, headSchema } from '../journal/entry.ts'
import { perpetualSchema } from '../journal/perpetual.ts'
import { businessDateSchema, instantSchema } from '../time.ts'
import { closingNumbersSchema } from './closing.ts'

/** What the signature is over: this, followed by the 32 bytes of SHA-256 of the manifest. */
export const BOOKS_DOMAIN = 'holdfast books 1\n'
export const MANIFEST_FILE = 'manifest.json'
export const SIGNATURE_FILE = 'manifest.signature'
export const ENTRIES_FILE = 'entries.jsonl'
/** A manifest names no more files than these books ever have. */
const FILES_LIMIT = 40
/** Epochs that books may reach over. */
const KEYS_LIMIT = 1000

/**
 * Which tables there are, and with which columns. 2: what was given back by tender, and the tenders
 * of each Z.
 */
export const booksFormatSchema = z.union([z.literal(1), z.literal(2)])
export type BooksFormat = z.infer<typeof booksFormatSchema>
export const BOOKS_FORMAT = 2 satisfies BooksFormat

const keySchema = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Ed25519, base64 of the SubjectPublicKeyInfo. */
  publicKey: z.string().max(100),
})

export const booksManifestSchema = z.strictObject({
  holdfast: z.literal('books'),
  format: booksFormatSchema,
  tenant: idSchema,
  store: idSchema,
  terminal: idSchema,
  /** As it stands on its receipts: T1. */
  terminalCode: textSchema(20),
  /** Of the fiscal days that they hold. */
  from: businessDateSchema,
  to: businessDateSchema,
  writtenAt: instantSchema,
  /** The key that signs this manifest. */
  key: keySchema,
  /** The keys that sign the entries, in the order of their epochs. */
  keys: z.array(keySchema).min(1).max(KEYS_LIMIT),
  /** Where the entry before the first one had left off; null where these begin the journal. */
  before: z
    .strictObject({
      head: headSchema,
      publicKey: z.string().max(100),
      perpetual: perpetualSchema,
      untold: z.literal(true).optional(),
      saleNumber: z.int().min(0),
      invoiceNumber: z.int().min(0),
      z: z.int().min(0),
      closings: closingNumbersSchema,
    })
    .nullable(),
  first: headSchema,
  last: headSchema,
  entries: z.int().min(1),
  closings: z.int().min(1),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z_]{1,40}\.(csv|jsonl)$/),
        bytes: z.int().min(0),
        sha256: hashSchema,
      }),
    )
    .min(1)
    .max(FILES_LIMIT),
})
export type BooksManifest = z.infer<typeof booksManifestSchema>

export const booksSignatureSchema = z.strictObject({
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** base64 of 64 bytes. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
})

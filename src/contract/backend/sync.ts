/**
 * What terminals and backend say to each other. All of it is RxDB's replication protocol in our own
 * shapes.
 */
import { z } from 'zod'
import { accountDocumentSchema } from '../../domain/accounts/account.ts'
import { catalogueDocumentSchema } from '../../domain/catalogue/documents.ts'
import { pricingDocumentSchema } from '../../domain/catalogue/pricing.ts'
import { stockDocumentSchema } from '../../domain/catalogue/stock.ts'
import { customerDocumentSchema } from '../../domain/customer/customer.ts'
import { idSchema } from '../../domain/identifier.ts'
import {
  epochSchema,
  hashSchema,
  headSchema,
  sealedEntrySchema,
} from '../../domain/journal/entry.ts'
import { mailDocumentSchema } from '../../domain/mail/wish.ts'
import { salesDocumentSchema } from '../../domain/returns/sold.ts'
import { settingsDocumentSchema } from '../../domain/settings.ts'
import { TOLD_LIMIT, toldTotalsSchema } from '../../domain/journal/perpetual.ts'
import { clockReadingSchema } from '../../domain/till/clock.ts'
import { NO_NEWS, tillNewsSchema } from '../../domain/till/news.ts'
import { instantSchema } from '../../domain/time.ts'

/** The collections that come down; the journal is the only one that goes up. */
export const pulledSchema = z.enum([
  ...(['catalogue', 'pricing', 'stock', 'sales', 'settings', 'customers'] as const),
  ...(['accounts', 'mails'] as const),
])
export type Pulled = z.infer<typeof pulledSchema>

const markSchema = z.string().regex(/^[0-9a-f]{32}$/)

/**
 * A place in a feed. Another generation means: the backend is not the one that you knew, pull all.
 */
export const checkpointSchema = z.strictObject({
  feed: z.string().max(120),
  generation: idSchema,
  n: z.int().min(0),
  /** What the number was given to: another one there means the same as another generation. */
  mark: markSchema.optional(),
})
export type Checkpoint = z.infer<typeof checkpointSchema>

export const PULL_LIMIT = 500
export const PUSH_LIMIT = 100

/** Integers travel as text in a query string. */
const countSchema = z.coerce.number().int()

export const pullInputSchema = z.object({
  collection: pulledSchema,
  feed: z.string().max(120).optional(),
  generation: idSchema.optional(),
  n: countSchema.min(0).optional(),
  mark: markSchema.optional(),
  /**
   * The newest end of the feed of which rows may be known: where it is gone, all is pulled anew.
   */
  seen: z.strictObject({ ...checkpointSchema.shape, n: countSchema.min(0) }).optional(),
  limit: countSchema.min(1).max(PULL_LIMIT),
})

const deletable = { _deleted: z.boolean() }
/**
 * A document on its way down; a deleted one keeps its last content, so that it stays schema-valid.
 */
export const pulledDocumentSchemas = {
  catalogue: z.intersection(catalogueDocumentSchema, z.object(deletable)),
  pricing: z.intersection(pricingDocumentSchema, z.object(deletable)),
  stock: z.intersection(stockDocumentSchema, z.object(deletable)),
  sales: z.intersection(salesDocumentSchema, z.object(deletable)),
  settings: z.intersection(settingsDocumentSchema, z.object(deletable)),
  customers: z.intersection(customerDocumentSchema, z.object(deletable)),
  accounts: z.intersection(accountDocumentSchema, z.object(deletable)),
  mails: z.intersection(mailDocumentSchema, z.object(deletable)),
} as const

/**
 * Rows stay unread here: the terminal reads each by its collection's schema and sets bad ones
 * aside.
 */
export const pullOutputSchema = z.object({
  documents: z
    .array(z.looseObject({ id: z.string().max(80), _deleted: z.boolean() }))
    .max(PULL_LIMIT),
  checkpoint: checkpointSchema,
  /** Where the feed ended as this was read. */
  end: checkpointSchema,
  /** It is the first page of the feed, and not what comes after the place that was asked for. */
  isAnew: z.boolean(),
})

export const pushInputSchema = z.object({
  /** Read one by one at intake: a bad one is parked, never a reason to refuse the rest. */
  entries: z.array(z.unknown()).min(1).max(PUSH_LIMIT),
})

/**
 * One answer per entry, in order. None of them is a conflict: intake refuses nothing that it can
 * read.
 */
export const pushOutputSchema = z.object({
  answers: z.array(z.enum(['applied', 'known', 'waiting', 'parked', 'forked'])).max(PUSH_LIMIT),
})

/** Epochs that a terminal tells of; beyond that the newest. */
export const HEADS_LIMIT = 500

export const headsInputSchema = z.strictObject({
  /**
   * Per epoch the last entry of the gap-free run from 1 that the terminal can still send: so the
   * backend knows which holes can be filled.
   */
  own: z.array(headSchema).max(HEADS_LIMIT).default([]),
  /** What its clock is off by; a terminal that was told no time yet does not say it. */
  clock: clockReadingSchema.optional(),
})

/** Entries that are missing before others that have come: `from` to `to`, both inclusive. */
export const holeSchema = z.object({
  epoch: epochSchema,
  from: z.int().min(1),
  to: z.int().min(1),
})

const placeSchema = headSchema.omit({ hash: true })

/** What the backend holds of the asking terminal: gap-free from 1 to the head, per epoch. */
export const headsOutputSchema = z.object({
  heads: z.array(headSchema),
  parked: z.int().min(0),
  forked: z.boolean(),
  holes: z.array(holeSchema).default([]),
  /** Epochs of which more was applied than to the head: behind a gap that nobody can fill. */
  ends: z.array(placeSchema).default([]),
  till: tillNewsSchema.default(NO_NEWS),
  /** The backend's time as it answered; one of before does not tell it. */
  at: instantSchema.optional(),
})

export const totalsInputSchema = z.strictObject({
  /** Per epoch how far the totals count it, held or told; beyond the limit the newest. */
  counted: z.array(placeSchema).max(HEADS_LIMIT),
})

export const totalsOutputSchema = z.object({
  /** What was applied beyond that, newest epoch first. */
  told: z.array(toldTotalsSchema).max(TOLD_LIMIT),
})

/** Zs or fiscal closings of one answer. */
export const CLOSINGS_LIMIT = 20

export const closingsInputSchema = z.strictObject({
  what: z.enum(['zs', 'closings']),
  /** Per epoch how far the terminal holds its journal, or was told before; beyond it the newest. */
  held: z.array(placeSchema).max(HEADS_LIMIT),
  /** Id of the last one that was told: those before it are wanted. */
  before: z.string().max(60).optional(),
})

/** Entries as they were sealed by the terminal that asks. */
export const closingsOutputSchema = z.object({
  /** Newest first; each with how many copies are known, the first of a closing too. */
  closings: z
    .array(z.object({ entry: sealedEntrySchema, prints: z.int().min(0) }))
    .max(CLOSINGS_LIMIT),
  /** What opened their epochs, and names the keys that they are signed with. */
  openings: z.array(sealedEntrySchema).max(CLOSINGS_LIMIT),
  hasMore: z.boolean(),
})

export const enrolInputSchema = z.strictObject({
  /** Eight characters without 0, O, 1 and I, as a person types them. */
  code: z.string().regex(/^[A-HJ-NP-Z2-9]{8}$/),
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  publicKey: z.string().max(100),
})

export const enrolOutputSchema = z.object({
  tenant: idSchema,
  store: idSchema,
  terminal: idSchema,
  terminalCode: z.string().regex(/^[A-Z0-9]{1,8}$/),
  /** Bearer credential of this terminal alone; shown this once, kept as a hash by the backend. */
  credential: z.string().min(40).max(200),
})

export { hashSchema }
export type PullOutput = z.infer<typeof pullOutputSchema>
export type PushOutput = z.infer<typeof pushOutputSchema>
export type HeadsInput = z.infer<typeof headsInputSchema>
export type HeadsOutput = z.infer<typeof headsOutputSchema>
export type ClosingsInput = z.infer<typeof closingsInputSchema>
export type ClosingsOutput = z.infer<typeof closingsOutputSchema>
export type TotalsInput = z.infer<typeof totalsInputSchema>
export type TotalsOutput = z.infer<typeof totalsOutputSchema>
export type EnrolInput = z.infer<typeof enrolInputSchema>
export type EnrolOutput = z.infer<typeof enrolOutputSchema>

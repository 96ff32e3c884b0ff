/** What the backend cannot put right by itself and a person should know of. */
import { z } from 'zod'
import { claimKindSchema } from '../../domain/claim.ts'
import { idSchema } from '../../domain/identifier.ts'
import { epochSchema } from '../../domain/journal/entry.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { instantSchema } from '../../domain/time.ts'

/** Of each kind so many are listed at once, the latest first; the counts are of all. */
export const EXCEPTIONS_LIMIT = 500

export const exceptionKindSchema = z.enum([
  'hole',
  'gap',
  'fork',
  'parked',
  'changes-lost',
  'oversold',
  'over-claimed',
  'points-overdrawn',
  'price-difference',
  'refund-not-done',
])

/** Of every kind, or of one alone; `skip` are those that have been seen already. */
export const exceptionsInputSchema = z.object({
  kind: exceptionKindSchema.optional(),
  skip: z.coerce.number().int().min(0).max(1_000_000_000).optional(),
})

const ofTerminal = {
  terminal: idSchema,
  /** As it stands on receipts: T1. */
  terminalCode: z.string(),
  foundAt: instantSchema,
}

/** `from` and `to` are entries of the epoch, both included. */
const ofEpoch = { ...ofTerminal, epoch: epochSchema, from: z.int().min(1), to: z.int().min(1) }

/** What one side took a sale to come to; `lines` are those that differ, the first of many. */
export const computationSchema = z.object({
  engine: z.int(),
  /** Of the promotions that it knew. */
  version: z.string(),
  subtotal: minorSchema,
  tax: minorSchema,
  total: minorSchema,
  lines: z.array(z.object({ name: z.string(), amount: minorSchema })),
})

export const exceptionSchema = z.discriminatedUnion('kind', [
  /** More was sold than there was. */
  z.object({
    kind: z.literal('oversold'),
    store: idSchema,
    location: idSchema,
    item: idSchema,
    shortBy: quantitySchema,
    foundAt: instantSchema,
  }),
  /** More was taken than there was: goods came back twice, a coupon was used twice. */
  z.object({
    kind: z.literal('over-claimed'),
    claim: claimKindSchema,
    key: z.string(),
    /** What a person knows it by: the receipt and the goods, or the code. */
    about: z.string(),
    most: z.int(),
    taken: z.int(),
    foundAt: instantSchema,
  }),
  /** A customer's points are below zero: more was redeemed than there were. */
  z.object({
    kind: z.literal('points-overdrawn'),
    customer: idSchema,
    shortBy: z.int().min(1),
    foundAt: instantSchema,
  }),
  /** Entries that are missing before others that wait: the terminal may still send them. */
  z.object({ kind: z.literal('hole'), ...ofEpoch }),
  /** Entries of a closed epoch that existed and that nobody holds: lost, unless they still come. */
  z.object({ kind: z.literal('gap'), ...ofEpoch }),
  /** Numbers that two entries claim: the terminal was copied. Both were kept and took effect. */
  z.object({ kind: z.literal('fork'), ...ofEpoch, entries: z.int().min(1) }),
  /** An entry that took no effect, with its reason; null where even its place cannot be read. */
  z.object({
    kind: z.literal('parked'),
    ...ofTerminal,
    epoch: z.string().nullable(),
    seq: z.int().nullable(),
    reason: z.string(),
  }),
  /**
   * Changes of a feed that terminals had pulled and that a restore of this backend took away: the
   * numbers `from` to `to`, made between `since` and `foundAt`.
   */
  z.object({
    kind: z.literal('changes-lost'),
    feed: z.string(),
    from: z.int().min(1),
    to: z.int().min(1),
    since: instantSchema,
    foundAt: instantSchema,
  }),
  /** A sale that stands as the terminal made it and that the backend would price differently. */
  z.object({
    kind: z.literal('price-difference'),
    ...ofTerminal,
    receipt: z.string(),
    told: computationSchema,
    computed: computationSchema,
  }),
  /** Money that did not go back to a payment made online: refused for good, or open for a day. */
  z.object({
    kind: z.literal('refund-not-done'),
    refund: z.string(),
    /** The receipt of the order, null where nobody knows it, and that of what came back. */
    order: z.string().nullable(),
    receipt: z.string(),
    provider: z.string(),
    amount: minorSchema,
    currency: currencySchema,
    /** A code. */
    reason: z.string(),
    isRefused: z.boolean(),
    foundAt: instantSchema,
  }),
])

const exceptionsShape = z.object({
  /** All there are of each kind, listed or not. */
  counts: z.record(exceptionKindSchema, z.int().min(0)),
  exceptions: z.array(exceptionSchema),
  /** Of the kinds that were asked for: how many follow those that are listed. */
  more: z.int().min(0),
})

export type ExceptionKind = z.infer<typeof exceptionKindSchema>
export type ExceptionsInput = z.infer<typeof exceptionsInputSchema>
export type Computation = z.infer<typeof computationSchema>
export type Exception = z.infer<typeof exceptionSchema>
export interface Exceptions extends z.infer<typeof exceptionsShape> {}
export const exceptionsSchema: z.ZodType<Exceptions> = exceptionsShape

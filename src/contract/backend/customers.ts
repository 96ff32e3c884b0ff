/** What the owner asks about customers: who may be one person, and what somebody bought. */
import { z } from 'zod'
import { HISTORY_PAGE, historyPlaceSchema, pastSaleSchema } from '../../domain/customer/history.ts'
import { idSchema } from '../../domain/identifier.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { instantSchema } from '../../domain/time.ts'

/** Proposals that are listed at once: whoever has settled these sees the next. */
export const PROPOSALS_LIMIT = 200
/** Purchases that are listed: the latest. */
export const PURCHASES_LIMIT = 200

export const customerInputSchema = z.strictObject({ customer: idSchema })
export const mergeInputSchema = z.strictObject({ kept: idSchema, merged: idSchema })

/** What tells two rows of one person apart. */
const candidateSchema = z.object({
  customer: idSchema,
  name: z.string(),
  phone: z.string(),
  email: z.string(),
  since: instantSchema,
  /** On store credit or on account, which names this row: it can be kept, and cannot go. */
  hasMoney: z.boolean(),
})

export const proposalSchema = z.object({
  /** The older of the two, or the one that cannot go; where both have money neither can. */
  kept: candidateSchema,
  merged: candidateSchema,
  by: z.enum(['phone', 'email']),
})

/** Merges of one answer. */
export const MERGES_SHOWN = 50

/** As a query says it: a number in digits. */
export const mergedInputSchema = z.strictObject({
  /** Those that were seen already. */
  skip: z.coerce.number().int().min(0).max(1_000_000).optional(),
})

const mergedRowSchema = z.object({
  customer: idSchema,
  name: z.string(),
  /** Into whom; without a name where they were erased. */
  into: z.object({ customer: idSchema, name: z.string() }),
  at: instantSchema,
  /** Who said so, as they were called then; null of the owner's token, which names nobody. */
  by: z.string().nullable(),
})

const mergedListShape = z.object({
  merges: z.array(mergedRowSchema).max(MERGES_SHOWN),
  hasMore: z.boolean(),
})
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface MergedList extends z.infer<typeof mergedListShape> {}
export const mergedListSchema: z.ZodType<MergedList> = mergedListShape
export type MergedRow = z.infer<typeof mergedRowSchema>

export const purchaseSchema = z.object({
  sale: idSchema,
  receipt: z.string(),
  store: idSchema,
  channel: channelSchema,
  at: instantSchema,
  currency: z.string(),
  total: z.int(),
})

export const historyInputSchema = z.strictObject({
  customer: idSchema,
  /** Goes on after that sale; null for the newest. */
  before: historyPlaceSchema.nullable(),
})

const historyShape = z.object({
  sales: z.array(pastSaleSchema).max(HISTORY_PAGE),
  /** There are older ones. */
  hasMore: z.boolean(),
})
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface ToldHistory extends z.infer<typeof historyShape> {}
export const historyOutputSchema: z.ZodType<ToldHistory> = historyShape

export type HistoryAsked = z.infer<typeof historyInputSchema>
export type Candidate = z.infer<typeof candidateSchema>
export type Proposal = z.infer<typeof proposalSchema>
export type Purchase = z.infer<typeof purchaseSchema>

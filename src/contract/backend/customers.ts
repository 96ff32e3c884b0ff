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

export const proposalSchema = z.object({
  /** The older of the two. */
  kept: idSchema,
  keptName: z.string(),
  merged: idSchema,
  mergedName: z.string(),
  by: z.enum(['phone', 'email']),
})

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
export type Proposal = z.infer<typeof proposalSchema>
export type Purchase = z.infer<typeof purchaseSchema>

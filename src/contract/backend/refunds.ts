/** What the office says and hears of money that goes back to payments made online. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import {
  ownRefusalSchema,
  PROVIDERS_LIMIT,
  providerAccountSchema,
  providerSecretSchema,
  refundStateSchema,
  refundTroubleSchema,
  refusalReasonSchema,
} from '../../domain/returns/provider-refund.ts'
import { instantSchema } from '../../domain/time.ts'

/** The newest that are told. */
export const REFUNDS_SHOWN = 100

/** The sale and the place of the tender in it: `refundId`. */
const refundIdSchema = z.string().regex(/^[\w-]{1,60}\.\d{1,2}$/)

export const shownRefundSchema = z.object({
  refund: refundIdSchema,
  store: idSchema,
  at: instantSchema,
  /** Of the sale by which goods came back, and of the order; null where nobody knows the order. */
  receipt: z.string(),
  order: z.string().nullable(),
  provider: z.string(),
  /** The provider's own name for the payment. */
  payment: z.string(),
  amount: minorSchema,
  currency: currencySchema,
  state: refundStateSchema,
  /** Why it was refused, or is not done yet: a code, the provider's own where it refused. */
  reason: z.union([ownRefusalSchema, refundTroubleSchema, refusalReasonSchema]).nullable(),
  tries: z.int().min(0),
  changedAt: instantSchema,
  /** Who saw to it; null for the owner, and where nobody did. */
  seenBy: idSchema.nullable(),
  /** How they did, by other means. */
  note: z.string().nullable(),
})

export const refundsInputSchema = z.object({
  /** Of one kind alone; all where none is named. */
  state: refundStateSchema.optional(),
})

export const refundsSchema = z.object({
  providers: z.array(providerAccountSchema).max(PROVIDERS_LIMIT),
  /** All there are of each kind, listed or not. */
  counts: z.record(refundStateSchema, z.int().min(0)),
  /** Those that wait for a person first, then the open ones; of each the newest first. */
  refunds: z.array(shownRefundSchema).max(REFUNDS_SHOWN),
})

export const setProviderInputSchema = z.strictObject({
  provider: providerAccountSchema.shape.provider,
  /** Null takes it away. */
  account: providerAccountSchema
    .omit({ provider: true })
    .extend({ secret: providerSecretSchema.optional() })
    .nullable(),
})

export const tryProviderInputSchema = providerAccountSchema.pick({ provider: true })
export const triedProviderSchema = z.object({
  /** Null where it answered as one that knows the shop. */
  trouble: refundTroubleSchema.nullable(),
})

export const settleInputSchema = z.discriminatedUnion('as', [
  /** The provider is asked once more, at once. */
  z.strictObject({ as: z.literal('again'), refund: refundIdSchema }),
  /** The customer has it by other means. */
  z.strictObject({
    as: z.literal('by-hand'),
    refund: refundIdSchema,
    note: textSchema(200).min(1),
  }),
])

type Refunds = z.infer<typeof refundsSchema>
type SetProvider = z.infer<typeof setProviderInputSchema>
type Settle = z.infer<typeof settleInputSchema>
/** By their names: spelt out each time, the whole contract's type would be too long to write. */
export interface ToldRefunds extends Refunds {}
export interface SetProviderInput extends SetProvider {}
export type SettleInput = Settle
export type ShownRefund = z.infer<typeof shownRefundSchema>
export type RefundsInput = z.infer<typeof refundsInputSchema>

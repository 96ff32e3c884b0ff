/**
 * What backend and payment provider say to each other: `docs/online-refunds.md`. JSON over HTTP,
 * each side's text parsed before it is believed.
 */
import { z } from 'zod'
import { currencySchema, MINOR_LIMIT } from '../../src/domain/money.ts'
import { refusalReasonSchema } from '../../src/domain/returns/provider-refund.ts'

export const REFUNDS_PATH = '/refunds'
/** Far above any body of it. */
export const WIRE_BYTES = 16 * 1024

export const keySchema = z.string().regex(/^[\w.-]{1,80}$/)

export const refundRequestSchema = z.object({
  key: keySchema,
  payment: z.string().regex(/^[!-~]{1,80}$/),
  /** Minor units. */
  amount: z.int().min(1).max(MINOR_LIMIT),
  currency: currencySchema,
})
export type RefundRequest = z.infer<typeof refundRequestSchema>

/** What stands for a key; with `none` the status is 404. */
export const refundReplySchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('done') }),
  z.object({ state: z.literal('refused'), reason: refusalReasonSchema }),
  z.object({ state: z.literal('pending') }),
  z.object({ state: z.literal('none') }),
])
export type RefundReply = z.infer<typeof refundReplySchema>

/** What the owner says and asks of money that goes back to payments made online. */
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
import { base } from './base.ts'
import { ofShop } from './office-need.ts'

/** The newest that are told. */
export const REFUNDS_SHOWN = 100

/** The sale and the place of the tender in it: `refundId`. */
const refundIdSchema = z.string().regex(/^[\w-]{1,60}\.\d{1,2}$/)

const shownRefundSchema = z.object({
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

const readInputSchema = z.object({
  /** Of one kind alone; all where none is named. */
  state: refundStateSchema.optional(),
})

const refundsSchema = z.object({
  providers: z.array(providerAccountSchema).max(PROVIDERS_LIMIT),
  /** All there are of each kind, listed or not. */
  counts: z.record(refundStateSchema, z.int().min(0)),
  /** Newest first. */
  refunds: z.array(shownRefundSchema).max(REFUNDS_SHOWN),
})

const setProviderInputSchema = z.strictObject({
  provider: providerAccountSchema.shape.provider,
  /** Null takes it away. */
  account: providerAccountSchema
    .omit({ provider: true })
    .extend({ secret: providerSecretSchema.optional() })
    .nullable(),
})

const tryProviderInputSchema = providerAccountSchema.pick({ provider: true })
const triedProviderSchema = z.object({
  /** Null where it answered as one that knows the shop. */
  trouble: refundTroubleSchema.nullable(),
})

const settleInputSchema = z.discriminatedUnion('as', [
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
export type RefundsInput = z.infer<typeof readInputSchema>
const told: z.ZodType<ToldRefunds> = refundsSchema
const set: z.ZodType<
  SetProviderInput,
  z.input<typeof setProviderInputSchema>
> = setProviderInputSchema

export const refundsContract = {
  read: base
    .meta(ofShop('read-journal'))
    .route({
      method: 'GET',
      path: '/administration/refunds',
      summary: 'Money that goes back to payments made online, and the providers that are asked',
      description:
        '`queued` and `asked` are open; `refused` waits for a person, as an exception says too. ' +
        `The newest ${String(REFUNDS_SHOWN)} are listed, and all counted.`,
    })
    .input(readInputSchema)
    .output(told),
  setProvider: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/payment-providers',
      summary: 'Sets where a payment provider is asked for refunds, or takes it away with null',
      description:
        'By the name that orders give it. All tills of the shop give money back to its payments ' +
        'from then on, and what waits is tried again at once. Without a `secret` the one for the ' +
        'same address stays. `settings-conflict` has a `reason`: `secret-missing` where there is ' +
        `none, \`providers-most\` beyond ${String(PROVIDERS_LIMIT)}.`,
    })
    .input(set)
    .output(told),
  tryProvider: base
    .meta(ofShop('manage-settings'))
    .route({
      method: 'POST',
      path: '/administration/payment-provider-trials',
      summary: 'Asks a payment provider for a refund that never was: nothing is given back',
    })
    .input(tryProviderInputSchema)
    .output(triedProviderSchema),
  settle: base
    .meta(ofShop('refund-in-cash'))
    .route({
      method: 'POST',
      path: '/administration/settled-refunds',
      summary: 'Asks the provider again, or says that a person saw to it by other means',
      description:
        'While the provider is being asked it is `busy`. `input-invalid` has a `reason`: `over` ' +
        'for one that is done or settled, `never` for one that its order does not allow.',
    })
    .input(settleInputSchema)
    .output(shownRefundSchema),
}

/** What the office asks of money that goes back to payments made online. */
import type { z } from 'zod'
import { PROVIDERS_LIMIT } from '../../domain/returns/provider-refund.ts'
import { base } from './base.ts'
import { ofShop } from './office-need.ts'
import {
  REFUNDS_SHOWN,
  refundsInputSchema,
  refundsSchema,
  setProviderInputSchema,
  settleInputSchema,
  shownRefundSchema,
  triedProviderSchema,
  tryProviderInputSchema,
  type SetProviderInput,
  type ToldRefunds,
} from './refunds.ts'

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
        `The first ${String(REFUNDS_SHOWN)} are listed, and all counted.`,
    })
    .input(refundsInputSchema)
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

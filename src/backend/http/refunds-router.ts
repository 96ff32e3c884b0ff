/** What the office says and asks of money that goes back to payments made online. */
import { setProvider, tryProvider } from '../refunds/providers.ts'
import { readRefunds } from '../refunds/read.ts'
import { settleRefund } from '../refunds/settle.ts'
import { guarded, requireOffice } from './context.ts'
import { valueOf } from './refusal.ts'

export const refundsRouter = {
  read: guarded.refunds.read.handler(({ input, context }) =>
    readRefunds(context.backend.database, requireOffice(context).tenant, input),
  ),
  setProvider: guarded.refunds.setProvider.handler(async ({ input, context }) =>
    valueOf(await setProvider(context.backend, requireOffice(context).tenant, input)),
  ),
  tryProvider: guarded.refunds.tryProvider.handler(async ({ input, context }) => {
    const { tenant } = requireOffice(context)
    return { trouble: await tryProvider(context.backend, { tenant, ...input }) }
  }),
  settle: guarded.refunds.settle.handler(async ({ input, context }) =>
    valueOf(await settleRefund(context.backend, requireOffice(context), input)),
  ),
}

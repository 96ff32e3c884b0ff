/** What the owner asks about invoices. */
import { listInvoices } from '../invoices/list.ts'
import { guarded, ownShop } from './context.ts'

export const invoicesRouter = {
  list: guarded.invoices.list.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return listInvoices(context.backend.database, await ownShop(context, store), asked)
  }),
}

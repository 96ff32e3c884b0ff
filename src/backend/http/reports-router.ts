/** What the owner reads of sales and stock. */
import { readDifferences } from '../reports/differences.ts'
import { readLayaways } from '../reports/layaways.ts'
import { todayOf } from '../reports/read.ts'
import { storesOf } from '../reports/stores.ts'
import { guarded, ownShop, requireOwner } from './context.ts'
import { dashboardIn, periodOf, receiptIn, receiptsIn, stockIn } from './reports-answers.ts'

export const reportsRouter = {
  stores: guarded.reports.stores.handler(({ context }) =>
    storesOf(context.backend.database, requireOwner(context).tenant),
  ),
  dashboard: guarded.reports.dashboard.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return dashboardIn(context, shop, input, true)
  }),
  receipts: guarded.reports.receipts.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return receiptsIn(context, shop, input)
  }),
  differences: guarded.reports.differences.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { from, to, store: _, ...of } = input
    return readDifferences(context.backend.database, shop, { ...of, period: periodOf(from, to) })
  }),
  stock: guarded.reports.stock.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return stockIn(context, await ownShop(context, store), asked)
  }),
  layaways: guarded.reports.layaways.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const today = await todayOf(context.backend, shop)
    return readLayaways(context.backend.database, shop, today)
  }),
  receipt: guarded.reports.receipt.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return receiptIn(context, shop, input.sale)
  }),
}

/** What is read at the office of sales and stock. */
import { mayHere, onlyStoreOf } from '../access/office.ts'
import { readLayaways } from '../reports/layaways.ts'
import { todayOf } from '../reports/read.ts'
import { storesOf } from '../reports/stores.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import {
  dashboardIn,
  differencesIn,
  entriesIn,
  receiptIn,
  receiptsIn,
  rowsIn,
  stockIn,
  stockItemsIn,
} from './reports-answers.ts'

export const reportsRouter = {
  stores: guarded.reports.stores.handler(async ({ context }) => {
    const office = requireOffice(context)
    const only = onlyStoreOf(office)
    const stores = await storesOf(context.backend.database, office.tenant)
    return stores.filter(({ store }) => only === null || store === only)
  }),
  dashboard: guarded.reports.dashboard.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return dashboardIn(context, shop, input, mayHere(requireOffice(context), 'see-margins'))
  }),
  rows: guarded.reports.rows.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return rowsIn(context, shop, input, mayHere(requireOffice(context), 'see-margins'))
  }),
  receipts: guarded.reports.receipts.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return receiptsIn(context, shop, input)
  }),
  entries: guarded.reports.entries.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return entriesIn(context, shop, input)
  }),
  differences: guarded.reports.differences.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    return differencesIn(context, shop, input, mayHere(requireOffice(context), 'see-margins'))
  }),
  stock: guarded.reports.stock.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return stockIn(context, await ownShop(context, store), asked)
  }),
  stockItems: guarded.reports.stockItems.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    return stockItemsIn(context, await ownShop(context, store), asked)
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

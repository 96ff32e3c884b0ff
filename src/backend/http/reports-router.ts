/** What is read at the office of sales and stock. */
import { mayHere, onlyStoreOf } from '../access/office.ts'
import { readDifferences } from '../reports/differences.ts'
import { readLayaways } from '../reports/layaways.ts'
import { todayOf } from '../reports/read.ts'
import { storesOf } from '../reports/stores.ts'
import { guarded, ownShop, requireOffice } from './context.ts'
import {
  dashboardIn,
  periodOf,
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
  differences: guarded.reports.differences.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { from, to, store: _, ...of } = input
    const asked = { ...of, period: periodOf(from, to) }
    const told = await readDifferences(context.backend.database, shop, asked)
    if (mayHere(requireOffice(context), 'see-margins')) return told
    return { ...told, lines: told.lines.map((line) => ({ ...line, cost: null })) }
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

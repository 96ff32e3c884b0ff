/** What the owner reads of sales and stock. */
import { periodSchema, type Period } from '../../domain/reports/period.ts'
import { readDifferences } from '../reports/differences.ts'
import { readLayaways } from '../reports/layaways.ts'
import { readDashboard, todayOf } from '../reports/read.ts'
import { findReceipts, readReceipt } from '../reports/receipts.ts'
import { readStock } from '../reports/stock.ts'
import { storesOf } from '../reports/stores.ts'
import { guarded, ownShop, requireOwner } from './context.ts'
import { raise } from './refusal.ts'

export const reportsRouter = {
  stores: guarded.reports.stores.handler(({ context }) =>
    storesOf(context.backend.database, requireOwner(context).tenant),
  ),
  dashboard: guarded.reports.dashboard.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { backend } = context
    const today = await todayOf(backend, shop)
    const { from = today, to = from, terminal, channel } = input
    const asked = { ...shop, terminal, channel, period: periodOf(from, to) }
    return (await readDashboard(backend.database, asked)) ?? notFound()
  }),
  receipts: guarded.reports.receipts.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { from, to, ...figure } = input
    return findReceipts(context.backend.database, shop, { ...figure, period: periodOf(from, to) })
  }),
  differences: guarded.reports.differences.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const { from, to, store: _, ...of } = input
    return readDifferences(context.backend.database, shop, { ...of, period: periodOf(from, to) })
  }),
  stock: guarded.reports.stock.handler(async ({ input, context }) => {
    const { store = null, ...asked } = input
    const shop = await ownShop(context, store)
    const today = await todayOf(context.backend, shop)
    return readStock(context.backend.database, shop, asked, today)
  }),
  layaways: guarded.reports.layaways.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const today = await todayOf(context.backend, shop)
    return readLayaways(context.backend.database, shop, today)
  }),
  receipt: guarded.reports.receipt.handler(async ({ input, context }) => {
    const shop = await ownShop(context, input.store ?? null)
    const document = await readReceipt(context.backend.database, shop, input.sale)
    return document ? { document } : notFound()
  }),
}

/** `input-invalid` where it is none. */
export function periodOf(from: string, to: string): Period {
  const period = periodSchema.safeParse({ from, to })
  if (!period.success) throw raise('input-invalid')
  return period.data
}

function notFound(): never {
  throw raise('not-found')
}

/** What is told of a store's sales and stock, the same to its owner and to its terminals. */
import type { z } from 'zod'
import type {
  dashboardInputSchema,
  figureEntriesInputSchema,
  receiptsInputSchema,
  rowsInputSchema,
} from '../../contract/backend/reports.ts'
import type { differencesInputSchema } from '../../contract/backend/stock-differences.ts'
import type { StockDifferences } from '../../contract/backend/stock-differences.ts'
import type { FigureEntries } from '../../contract/figure-entries.ts'
import type { ReportReceipts } from '../../contract/reports.ts'
import type { ReceiptDocument } from '../../domain/receipt/document.ts'
import type { Dashboard, PartRows } from '../../domain/reports/dashboard.ts'
import { periodSchema, type Period } from '../../domain/reports/period.ts'
import type { StockAsked, StockReport } from '../../domain/reports/stock.ts'
import type { StockItems, StockItemsAsked } from '../../domain/reports/stock-items.ts'
import { readDifferences } from '../reports/differences.ts'
import { readFigureEntries } from '../reports/figure-entries.ts'
import { readDashboard, readRows, todayOf } from '../reports/read.ts'
import { findReceipts, readReceipt } from '../reports/receipts.ts'
import { readStock, readStockItems } from '../reports/stock.ts'
import type { Shop } from '../setup/shop.ts'
import type { RequestContext } from './context.ts'
import { notFound, raise } from './refusal.ts'

type Answering = Pick<RequestContext, 'backend'>
type DashboardInput = Omit<z.infer<typeof dashboardInputSchema>, 'store'>
type ReceiptsInput = Omit<z.infer<typeof receiptsInputSchema>, 'store'>

/** `margins`: whether it tells what goods cost. */
export async function dashboardIn(
  { backend }: Answering,
  shop: Shop,
  input: DashboardInput,
  margins: boolean,
): Promise<Dashboard> {
  const today = await todayOf(backend, shop)
  const { from = today, to = from, terminal, channel } = input
  const asked = { ...shop, terminal, channel, period: periodOf(from, to) }
  const now = backend.clock.now()
  return (await readDashboard(backend.database, asked, margins, now)) ?? notFound()
}

export async function rowsIn(
  { backend }: Answering,
  shop: Shop,
  { from, to, terminal, channel, ...wanted }: Omit<z.infer<typeof rowsInputSchema>, 'store'>,
  margins: boolean,
): Promise<PartRows> {
  const asked = { ...shop, terminal, channel, period: periodOf(from, to) }
  return (await readRows(backend.database, asked, wanted, margins)) ?? notFound()
}

export function receiptsIn(
  { backend }: Answering,
  shop: Shop,
  { from, to, ...figure }: ReceiptsInput,
): Promise<ReportReceipts> {
  return findReceipts(backend.database, shop, { ...figure, period: periodOf(from, to) })
}

export function entriesIn(
  { backend }: Answering,
  shop: Shop,
  { from, to, ...figure }: Omit<z.infer<typeof figureEntriesInputSchema>, 'store'>,
): Promise<FigureEntries> {
  return readFigureEntries(backend.database, shop, { ...figure, period: periodOf(from, to) })
}

export async function differencesIn(
  { backend }: Answering,
  shop: Shop,
  { from, to, ...of }: Omit<z.infer<typeof differencesInputSchema>, 'store'>,
  margins: boolean,
): Promise<StockDifferences> {
  const asked = { ...of, period: periodOf(from, to) }
  const told = await readDifferences(backend.database, shop, asked)
  if (margins) return told
  return { ...told, lines: told.lines.map((line) => ({ ...line, cost: null })) }
}

export async function receiptIn(
  { backend }: Answering,
  shop: Shop,
  sale: string,
): Promise<{ readonly document: ReceiptDocument }> {
  return { document: (await readReceipt(backend.database, shop, sale)) ?? notFound() }
}

export async function stockIn(
  { backend }: Answering,
  shop: Shop,
  asked: StockAsked,
): Promise<StockReport> {
  return readStock(backend.database, shop, asked, await todayOf(backend, shop))
}

export async function stockItemsIn(
  { backend }: Answering,
  shop: Shop,
  asked: StockItemsAsked,
): Promise<StockItems> {
  return readStockItems(backend.database, shop, asked, await todayOf(backend, shop))
}

/** `input-invalid` where it is none. */
export function periodOf(from: string, to: string): Period {
  const period = periodSchema.safeParse({ from, to })
  if (!period.success) throw raise('input-invalid')
  return period.data
}

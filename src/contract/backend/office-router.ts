/** What a terminal may read of its whole store: the figures that its own journal cannot know. */
import { z } from 'zod'
import { dashboardSchema, partRowsSchema } from '../../domain/reports/dashboard.ts'
import { stockReportSchema } from '../../domain/reports/stock.ts'
import { stockItemsSchema } from '../../domain/reports/stock-items.ts'
import { figureEntriesSchema } from '../figure-entries.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../reports.ts'
import { sessionEntriesSchema } from '../session-entries.ts'
import { base } from './base.ts'
import * as reports from './reports.ts'
import { differencesInputSchema, stockDifferencesSchema } from './stock-differences.ts'
import * as tills from './tills.ts'

/** `no` where whoever asks may not see what goods cost: the answer does not hold it then. */
const margins = z.enum(['yes', 'no'])
const dashboardInputSchema = reports.dashboardInputSchema.omit({ store: true }).extend({ margins })
const rowsInputSchema = reports.rowsInputSchema.omit({ store: true }).extend({ margins })
const linesInputSchema = differencesInputSchema.omit({ store: true }).extend({ margins })

/** Whether somebody may read them is asked at the till, which knows who is there. */
export const officeContract = {
  place: base
    .route({
      method: 'GET',
      path: '/sync/office/place',
      summary: 'The store of the asking terminal, with its other terminals',
    })
    .output(reports.reportedStoresSchema.element),
  dashboard: base
    .route({
      method: 'GET',
      path: '/sync/office/dashboard',
      summary: 'Sales of the store, of one of its terminals or of one channel',
    })
    .input(dashboardInputSchema)
    .output(dashboardSchema),
  rows: base
    .route({
      method: 'GET',
      path: '/sync/office/rows',
      summary: 'The rows of one part of the dashboard, the largest first, page by page',
    })
    .input(rowsInputSchema)
    .output(partRowsSchema),
  receipts: base
    .route({
      method: 'GET',
      path: '/sync/office/receipts',
      summary: 'The receipts behind a figure of the dashboard, newest first',
    })
    .input(reports.receiptsInputSchema.omit({ store: true }))
    .output(reportReceiptsSchema),
  entries: base
    .route({
      method: 'GET',
      path: '/sync/office/entries',
      summary: 'The entries behind a figure that is not of sales, newest first',
    })
    .input(reports.figureEntriesInputSchema.omit({ store: true }))
    .output(figureEntriesSchema),
  differences: base
    .route({
      method: 'GET',
      path: '/sync/office/differences',
      summary: 'The lines behind lost or found stock of one reason, newest first',
    })
    .input(linesInputSchema)
    .output(stockDifferencesSchema),
  receipt: base
    .route({
      method: 'GET',
      path: '/sync/office/receipt',
      summary: 'A receipt of the store as it was printed',
    })
    .input(reports.receiptInputSchema.omit({ store: true }))
    .output(receiptPaperSchema),
  stock: base
    .route({
      method: 'GET',
      path: '/sync/office/stock',
      summary: 'What the stock is worth, how it sells, what is dead and what to order',
    })
    .input(reports.stockInputSchema.omit({ store: true }))
    .output(stockReportSchema),
  stockItems: base
    .route({
      method: 'GET',
      path: '/sync/office/stock-items',
      summary: 'Each item of the store: on hand, its worth and how it sold, page by page',
    })
    .input(reports.stockItemsInputSchema.omit({ store: true }))
    .output(stockItemsSchema),
  sessions: base
    .route({
      method: 'GET',
      path: '/sync/office/sessions',
      summary: 'Till sessions of the store, those that nobody closed first',
    })
    .input(tills.tillSessionsInputSchema.omit({ store: true }))
    .output(tills.tillSessionsSchema),
  session: base
    .route({
      method: 'GET',
      path: '/sync/office/session',
      summary: 'A till session of the store with its corrections and whatever else closed it',
    })
    .input(tills.tillSessionInputSchema.omit({ store: true }))
    .output(tills.tillSessionDetailSchema),
  sessionEntries: base
    .route({
      method: 'GET',
      path: '/sync/office/session-entries',
      summary: 'What a till session is made of: its sales and its cash, newest first',
    })
    .input(tills.sessionEntriesInputSchema.omit({ store: true }))
    .output(sessionEntriesSchema),
  z: base
    .route({
      method: 'GET',
      path: '/sync/office/z',
      summary: 'The Z of a till session as it was printed',
    })
    .input(tills.tillSessionInputSchema.omit({ store: true }))
    .output(receiptPaperSchema),
}

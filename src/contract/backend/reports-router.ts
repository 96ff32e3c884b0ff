/** What the owner reads of sales and stock, over HTTP. */
import { dashboardSchema, partRowsSchema } from '../../domain/reports/dashboard.ts'
import { layawaysReportSchema } from '../../domain/reports/layaways.ts'
import { stockReportSchema } from '../../domain/reports/stock.ts'
import { stockItemsSchema } from '../../domain/reports/stock-items.ts'
import { figureEntriesSchema } from '../figure-entries.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../reports.ts'
import { differencesInputSchema, stockDifferencesSchema } from './stock-differences.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'
import {
  dashboardInputSchema,
  figureEntriesInputSchema,
  layawaysInputSchema,
  receiptInputSchema,
  receiptsInputSchema,
  rowsInputSchema,
  reportedStoresSchema,
  stockInputSchema,
  stockItemsInputSchema,
} from './reports.ts'

export const reportsContract = {
  dashboard: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/dashboard',
      summary: 'Sales of some business dates by hour, goods, people, tender, tax and more',
      description:
        'Minor units of the store’s currency, thousandths of goods. Goods that came back are ' +
        'taken off the day on which they came back. Each part tells its largest rows one by one; ' +
        'the row without a key is all others. More than 366 days are `input-invalid`.',
    })
    .input(dashboardInputSchema)
    .output(dashboardSchema),
  rows: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/rows',
      summary: 'The rows of one part of the dashboard, the largest first, page by page',
      description:
        'Those behind the first `skip`, at most `most`; the row without a key is all others that ' +
        'stand behind them, and there are no more where it is absent.',
    })
    .input(rowsInputSchema)
    .output(partRowsSchema),
  stores: base
    .meta(ofStore('session'))
    .route({
      method: 'GET',
      path: '/administration/reports/stores',
      summary: 'The stores that can be reported, the oldest first, with their terminals',
    })
    .output(reportedStoresSchema),
  receipts: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/receipts',
      summary: 'The receipts behind a figure of the dashboard, newest first',
      description:
        'Those whose entries add to it. An answer looks through so many sales and may hold fewer ' +
        'receipts than there are, or none: `next` asks for those before.',
    })
    .input(receiptsInputSchema)
    .output(reportReceiptsSchema),
  entries: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/entries',
      summary: 'The entries behind a figure that is not of sales, newest first',
      description:
        'Till sessions that were over, short or right, other tenders that were, approvals and ' +
        'refusals; of any other part there are none. `next` asks for the entries before; the ' +
        '`before` of a query has its fields with blanks between.',
    })
    .input(figureEntriesInputSchema)
    .output(figureEntriesSchema),
  differences: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/stock-differences',
      summary: 'The lines behind lost or found stock of one reason, newest first',
      description:
        'Of corrections, counts and what of transfers was written off. `next` asks for the lines ' +
        'before; the `before` of a query has its fields with blanks between.',
    })
    .input(differencesInputSchema)
    .output(stockDifferencesSchema),
  receipt: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/receipt',
      summary: 'A receipt as it was printed',
    })
    .input(receiptInputSchema)
    .output(receiptPaperSchema),
  stock: base
    .meta(ofStore('see-margins'))
    .route({
      method: 'GET',
      path: '/administration/reports/stock',
      summary: 'What the stock is worth, how it sells, what is dead and what to order',
      description:
        'By the sales of so many `days`. What is sold out within `lead` days is low, and the ' +
        'proposed order lasts for `cover` days after those.',
    })
    .input(stockInputSchema)
    .output(stockReportSchema),
  stockItems: base
    .meta(ofStore('see-margins'))
    .route({
      method: 'GET',
      path: '/administration/reports/stock-items',
      summary: 'Each item of a store: on hand, its worth and how it sold, page by page',
      description:
        'Minor units, thousandths of goods, costs of one unit with four further decimals. What ' +
        'nobody knows stands last in any `order`. The `total` is of all items.',
    })
    .input(stockItemsInputSchema)
    .output(stockItemsSchema),
  layaways: base
    .meta(ofStore('read-reports'))
    .route({
      method: 'GET',
      path: '/administration/reports/layaways',
      summary: 'What is laid away for customers, what they paid for it and what they owe',
      description:
        'Those whose last day was longest ago come first. `over` is what was paid for goods that ' +
        'wait no more.',
    })
    .input(layawaysInputSchema)
    .output(layawaysReportSchema),
}

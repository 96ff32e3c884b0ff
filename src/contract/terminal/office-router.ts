/** The procedures by which a screen reads the whole store. */
import { oc } from '@orpc/contract'
import { dashboardSchema, partRowsSchema } from '../../domain/reports/dashboard.ts'
import { stockReportSchema } from '../../domain/reports/stock.ts'
import { stockItemsSchema } from '../../domain/reports/stock-items.ts'
import { reportedStoresSchema } from '../backend/reports.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../backend/tills.ts'
import { failureMap } from '../failures.ts'
import { stockDifferencesSchema } from '../backend/stock-differences.ts'
import { figureEntriesSchema } from '../figure-entries.ts'
import { receiptPaperSchema, reportReceiptsSchema } from '../reports.ts'
import { sessionEntriesSchema } from '../session-entries.ts'
import { guardedSchema } from './commands.ts'
import * as office from './office.ts'

const base = oc.errors(failureMap)

const contract = {
  /** The store of this terminal, with its other terminals. */
  place: base.input(guardedSchema).output(reportedStoresSchema.element),
  dashboard: base.input(office.officeDashboardSchema).output(dashboardSchema),
  rows: base.input(office.officeRowsSchema).output(partRowsSchema),
  receipts: base.input(office.officeReceiptsSchema).output(reportReceiptsSchema),
  entries: base.input(office.officeEntriesSchema).output(figureEntriesSchema),
  differences: base.input(office.officeDifferencesSchema).output(stockDifferencesSchema),
  receipt: base.input(office.officeReceiptSchema).output(receiptPaperSchema),
  stock: base.input(office.officeStockSchema).output(stockReportSchema),
  stockItems: base.input(office.officeStockItemsSchema).output(stockItemsSchema),
  sessions: base.input(office.officeSessionsSchema).output(tillSessionsSchema),
  session: base.input(office.officeSessionSchema).output(tillSessionDetailSchema),
  sessionEntries: base.input(office.officeSessionEntriesSchema).output(sessionEntriesSchema),
  z: base.input(office.officeSessionSchema).output(receiptPaperSchema),
}

type Contract = typeof contract
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface OfficeContract extends Contract {}
export const officeContract: OfficeContract = contract

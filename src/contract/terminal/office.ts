/** Reports of the whole store, asked of the backend by whoever may read them at this terminal. */
import { oc } from '@orpc/contract'
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { dashboardSchema } from '../../domain/reports/dashboard.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { stockReportSchema } from '../../domain/reports/stock.ts'
import { reportedStoresSchema } from '../backend/reports.ts'
import { tillSessionDetailSchema, tillSessionsSchema } from '../backend/tills.ts'
import { failureMap } from '../failures.ts'
import {
  figureOfSchema,
  placeSchema,
  receiptPaperSchema,
  reportReceiptsSchema,
} from '../reports.ts'
import { guardedSchema } from './commands.ts'
import { datesSchema } from './reports.ts'

/** The whole store, or what was sold at one terminal or in one channel. */
const whereShape = { terminal: idSchema.nullable(), channel: channelSchema.nullable() }

export const officeDashboardSchema = guardedSchema.extend({
  ...whereShape,
  /** Null for the trading day of now. */
  period: datesSchema.nullable(),
})

export const officeReceiptsSchema = guardedSchema.extend({
  ...whereShape,
  figure: figureOfSchema,
  before: placeSchema.nullable(),
})

export const officeReceiptSchema = guardedSchema.extend({ sale: idSchema })

export const officeSessionsSchema = guardedSchema.extend({
  terminal: idSchema.nullable(),
  /** Those after the first so many. */
  skip: z.int().min(0).max(1_000_000),
})

export const officeSessionSchema = guardedSchema.extend({ session: idSchema })

const base = oc.errors(failureMap)

const contract = {
  /** The store of this terminal, with its other terminals. */
  place: base.input(guardedSchema).output(reportedStoresSchema.element),
  dashboard: base.input(officeDashboardSchema).output(dashboardSchema),
  receipts: base.input(officeReceiptsSchema).output(reportReceiptsSchema),
  receipt: base.input(officeReceiptSchema).output(receiptPaperSchema),
  stock: base.input(guardedSchema).output(stockReportSchema),
  sessions: base.input(officeSessionsSchema).output(tillSessionsSchema),
  session: base.input(officeSessionSchema).output(tillSessionDetailSchema),
}

type Contract = typeof contract
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface OfficeContract extends Contract {}
export const officeContract: OfficeContract = contract

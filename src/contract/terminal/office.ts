/** Reports of the whole store, asked of the backend by whoever may read them at this terminal. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { rowsWantedSchema } from '../../domain/reports/dashboard.ts'
import { channelSchema, figurePartSchema } from '../../domain/reports/figure.ts'
import { stockAskedSchema } from '../../domain/reports/stock.ts'
import { stockItemsAskedSchema } from '../../domain/reports/stock-items.ts'
import { linePlaceSchema, linesAtOnceSchema } from '../figure-entries.ts'
import { figureOfSchema, placeSchema, receiptsAtOnceSchema } from '../reports.ts'
import { sessionEntriesWantedSchema } from '../session-entries.ts'
import { sessionsAtOnceSchema } from '../backend/tills.ts'
import { guardedSchema } from './commands.ts'
import { datesSchema } from './reports.ts'

/** The whole store, or what was sold at one terminal or in one channel. */
const whereShape = { terminal: idSchema.nullable(), channel: channelSchema.nullable() }

export const officeDashboardSchema = guardedSchema.extend({
  ...whereShape,
  /** Null for the trading day of now. */
  period: datesSchema.nullable(),
})

export const officeRowsSchema = guardedSchema.extend({
  ...whereShape,
  period: datesSchema,
  ...rowsWantedSchema.shape,
})

export const officeReceiptsSchema = guardedSchema.extend({
  ...whereShape,
  figure: figureOfSchema,
  before: placeSchema.nullable(),
  most: receiptsAtOnceSchema,
})

export const officeEntriesSchema = guardedSchema.extend({
  ...whereShape,
  figure: figureOfSchema,
  before: linePlaceSchema.nullable(),
  most: linesAtOnceSchema,
})

export const officeDifferencesSchema = officeEntriesSchema.extend({
  figure: figureOfSchema.extend({
    part: figurePartSchema.extract(['stock-lost', 'stock-found']),
  }),
})

export const officeReceiptSchema = guardedSchema.extend({ sale: idSchema })

export const officeStockSchema = guardedSchema.extend({ days: stockAskedSchema.shape.days })

export const officeStockItemsSchema = guardedSchema.extend(stockItemsAskedSchema.shape)

export const officeSessionsSchema = guardedSchema.extend({
  terminal: idSchema.nullable(),
  /** Those after the first so many. */
  skip: z.int().min(0).max(1_000_000),
  most: sessionsAtOnceSchema,
})

export const officeSessionEntriesSchema = guardedSchema.extend(sessionEntriesWantedSchema.shape)

export const officeSessionSchema = guardedSchema.extend({ session: idSchema })

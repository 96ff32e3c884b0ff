/** Reports of what this terminal itself sold: they need no backend. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { rowsWantedSchema } from '../../domain/reports/dashboard.ts'
import { figurePartSchema } from '../../domain/reports/figure.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { linePlaceSchema, linesAtOnceSchema } from '../figure-entries.ts'
import { placeSchema, receiptsAtOnceSchema } from '../reports.ts'
import { sessionEntriesWantedSchema } from '../session-entries.ts'
import { guardedSchema } from './commands.ts'

/** Business dates that a terminal reports at once; a longer time is asked of the backend. */
export const OWN_DAYS_LIMIT = 31

export const datesSchema = z.strictObject({ from: businessDateSchema, to: businessDateSchema })

export const ownDashboardSchema = guardedSchema.extend({
  /** Null for the trading day of now. */
  period: datesSchema.nullable(),
})

export const ownRowsSchema = guardedSchema.extend({
  period: datesSchema,
  ...rowsWantedSchema.shape,
})

export const ownReceiptsSchema = guardedSchema.extend({
  period: datesSchema,
  part: figurePartSchema,
  key: z.string().max(400),
  before: placeSchema.nullable(),
  most: receiptsAtOnceSchema,
})

export const ownEntriesSchema = guardedSchema.extend({
  period: datesSchema,
  part: figurePartSchema,
  key: z.string().max(400),
  before: linePlaceSchema.nullable(),
  most: linesAtOnceSchema,
})

export const ownDifferencesSchema = ownEntriesSchema.extend({
  part: figurePartSchema.extract(['stock-lost', 'stock-found']),
})

export const ownSessionSchema = guardedSchema.extend(sessionEntriesWantedSchema.shape)

export const ownReceiptSchema = guardedSchema.extend({ sale: idSchema })

export const ownLayawaysSchema = guardedSchema

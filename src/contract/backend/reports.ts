/** What the owner may read of sales and stock, over HTTP. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { currencySchema } from '../../domain/money.ts'
import { ROWS_SHOWN, rowsWantedSchema } from '../../domain/reports/dashboard.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { stockAskedSchema } from '../../domain/reports/stock.ts'
import { ITEMS_SHOWN, stockItemsAskedSchema } from '../../domain/reports/stock-items.ts'
import { businessDateSchema, zoneSchema } from '../../domain/time.ts'
import { LINES_SHOWN, linesAtOnceSchema, writtenLinePlaceSchema } from '../figure-entries.ts'
import { figureOfSchema, placeSchema, RECEIPTS_SHOWN, receiptsAtOnceSchema } from '../reports.ts'

/** Which days of which store; the oldest store where none is named, all terminals where none is. */
export const dashboardInputSchema = z.strictObject({
  /** Both or neither: the trading day of now. */
  from: businessDateSchema.optional(),
  to: businessDateSchema.optional(),
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  /** Only what was sold at counters, or online; both where neither is named. */
  channel: channelSchema.optional(),
})

/** What a query holds is text. */
const saidNumber = z.coerce.number()

export const rowsInputSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  part: rowsWantedSchema.shape.part,
  /** Those behind the first so many. */
  skip: saidNumber.pipe(rowsWantedSchema.shape.skip).default(0),
  most: saidNumber.pipe(rowsWantedSchema.shape.most).default(ROWS_SHOWN),
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  channel: channelSchema.optional(),
})

/** What a query holds is text: a place is written into one. */
const writtenPlaceSchema = z
  .string()
  .max(300)
  .transform((text, context) => {
    const [date, at, entry] = text.split(' ')
    const place = placeSchema.safeParse({ date, at: Number(at), entry })
    if (place.success) return place.data
    context.addIssue({ code: 'custom', message: 'no place of a receipt' })
    return z.NEVER
  })

export function writtenPlace({ date, at, entry }: z.infer<typeof placeSchema>): string {
  return `${date} ${String(at)} ${entry}`
}

export const receiptsInputSchema = z.strictObject({
  ...figureOfSchema.shape,
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  channel: channelSchema.optional(),
  /** Of the receipts before these: `next` of their answer, its fields with blanks between. */
  before: writtenPlaceSchema.optional(),
  most: saidNumber.pipe(receiptsAtOnceSchema).default(RECEIPTS_SHOWN),
})

export const figureEntriesInputSchema = z.strictObject({
  ...figureOfSchema.shape,
  store: idSchema.optional(),
  terminal: idSchema.optional(),
  channel: channelSchema.optional(),
  /** Of the entries before these: `next` of their answer, its fields with blanks between. */
  before: writtenLinePlaceSchema.optional(),
  most: saidNumber.pipe(linesAtOnceSchema).default(LINES_SHOWN),
})

export const receiptInputSchema = z.strictObject({ sale: idSchema, store: idSchema.optional() })

export const stockInputSchema = z.strictObject({
  store: idSchema.optional(),
  days: saidNumber.pipe(stockAskedSchema.shape.days).default(28),
  lead: saidNumber.pipe(stockAskedSchema.shape.lead).default(7),
  cover: saidNumber.pipe(stockAskedSchema.shape.cover).default(14),
})

export const stockItemsInputSchema = z.strictObject({
  store: idSchema.optional(),
  days: saidNumber.pipe(stockItemsAskedSchema.shape.days).default(28),
  order: stockItemsAskedSchema.shape.order.default('value'),
  way: stockItemsAskedSchema.shape.way.default('down'),
  skip: saidNumber.pipe(stockItemsAskedSchema.shape.skip).default(0),
  most: saidNumber.pipe(stockItemsAskedSchema.shape.most).default(ITEMS_SHOWN),
})

export const layawaysInputSchema = z.strictObject({ store: idSchema.optional() })

export const reportedStoresSchema = z.array(
  z.object({
    store: idSchema,
    name: z.string(),
    currency: currencySchema,
    locale: z.string(),
    zone: zoneSchema,
    terminals: z.array(
      z.object({
        terminal: idSchema,
        code: z.string(),
        name: z.string(),
        /** `web`: the online counter, which is no till. */
        kind: z.enum(['till', 'web']),
      }),
    ),
  }),
)
export type ReportedStore = z.infer<typeof reportedStoresSchema>[number]

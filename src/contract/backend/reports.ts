/** What the owner may read of sales and stock, over HTTP. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { currencySchema } from '../../domain/money.ts'
import { dashboardSchema } from '../../domain/reports/dashboard.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { layawaysReportSchema } from '../../domain/reports/layaways.ts'
import { stockAskedSchema, stockReportSchema } from '../../domain/reports/stock.ts'
import { businessDateSchema, zoneSchema } from '../../domain/time.ts'
import {
  figureOfSchema,
  placeSchema,
  receiptPaperSchema,
  reportReceiptsSchema,
} from '../reports.ts'
import { base } from './base.ts'
import { differencesInputSchema, stockDifferencesSchema } from './stock-differences.ts'

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
})

export const receiptInputSchema = z.strictObject({ sale: idSchema, store: idSchema.optional() })

/** What a query holds is text. */
const daysSchema = z.coerce.number()

export const stockInputSchema = z.strictObject({
  store: idSchema.optional(),
  days: daysSchema.pipe(stockAskedSchema.shape.days).default(28),
  lead: daysSchema.pipe(stockAskedSchema.shape.lead).default(7),
  cover: daysSchema.pipe(stockAskedSchema.shape.cover).default(14),
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

export const reportsContract = {
  dashboard: base
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
  stores: base
    .route({
      method: 'GET',
      path: '/administration/reports/stores',
      summary: 'The stores that can be reported, the oldest first, with their terminals',
    })
    .output(reportedStoresSchema),
  receipts: base
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
  differences: base
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
    .route({
      method: 'GET',
      path: '/administration/reports/receipt',
      summary: 'A receipt as it was printed',
    })
    .input(receiptInputSchema)
    .output(receiptPaperSchema),
  stock: base
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
  layaways: base
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

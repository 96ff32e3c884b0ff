/** What both the terminal's and the backend's reports answer: a figure's receipts. */
import { z } from 'zod'
import { idSchema, textSchema } from '../domain/identifier.ts'
import { currencySchema } from '../domain/money.ts'
import { receiptDocumentSchema } from '../domain/receipt/document.ts'
import { figurePartSchema } from '../domain/reports/figure.ts'
import { businessDateSchema, instantSchema } from '../domain/time.ts'

/** Receipts of one answer; `next` asks for those before them. */
export const RECEIPTS_SHOWN = 50
/** Of one answer for a file. */
export const RECEIPTS_AT_ONCE = 1000
/** Sales that are looked through for one answer: it may hold fewer receipts, and a `next`. */
export const RECEIPTS_AMONG = 2000

/** Where an answer ended, newest first: the business date, moment and entry of its last sale. */
export const placeSchema = z.strictObject({
  date: businessDateSchema,
  at: instantSchema,
  entry: z.string().max(200),
})

export const reportReceiptSchema = z.object({
  sale: idSchema,
  receipt: z.string().max(40),
  date: businessDateSchema,
  at: instantSchema,
  /** Of its terminal, where the answer speaks of several. */
  terminal: z.string().max(80).nullable(),
  person: textSchema(80).nullable(),
  total: z.int(),
  /** What it adds to the figure that was asked for. */
  amount: z.int(),
})
export type ReportReceipt = z.infer<typeof reportReceiptSchema>

export const reportReceiptsSchema = z.object({
  currency: currencySchema,
  receipts: z.array(reportReceiptSchema).max(RECEIPTS_AT_ONCE),
  next: placeSchema.nullable(),
})
export type ReportReceipts = z.infer<typeof reportReceiptsSchema>

/** Of a figure as the dashboard tells it: its part, and the key of its row. */
export const figureOfSchema = z.strictObject({
  from: businessDateSchema,
  to: businessDateSchema,
  part: figurePartSchema,
  key: z.string().max(400),
})
export type FigureOf = z.infer<typeof figureOfSchema>

export const receiptsAtOnceSchema = z.int().min(1).max(RECEIPTS_AT_ONCE)

export const receiptPaperSchema = z.object({ document: receiptDocumentSchema })

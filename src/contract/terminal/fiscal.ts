/** Fiscal closings of this terminal, as its screens show them. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { closingKindSchema, fiscalFiguresSchema } from '../../domain/fiscal/closing.ts'
import { hashSchema } from '../../domain/journal/entry.ts'
import { currencySchema } from '../../domain/money.ts'
import { periodSchema } from '../../domain/reports/period.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'
import { journalPlaceSchema } from './journal.ts'

/** The newest that a screen lists: more than two months of days. */
export const CLOSINGS_SHOWN = 80

export const closingViewSchema = z.object({
  kind: closingKindSchema,
  number: z.int().min(1),
  period: z.string().max(10),
  isLate: z.boolean(),
  /** The journal here has lost it, as after a restore: the backend told it. */
  isTold: z.boolean(),
  currency: currencySchema,
  figures: fiscalFiguresSchema,
  at: instantSchema,
  /** Null for what the terminal closed by itself, when a till was opened on a later day. */
  person: textSchema(80).nullable(),
  place: journalPlaceSchema,
  hash: hashSchema,
  /** Of the terminal's whole life, this period included. */
  sales: z.int().min(0),
  perpetual: z.int(),
})
export type ClosingView = z.infer<typeof closingViewSchema>

export const closingsViewSchema = z.object({
  /** What is not closed yet; null where nothing was opened since the last closing. */
  day: z.object({ date: businessDateSchema, isTillOpen: z.boolean() }).nullable(),
  /** Where the day is closed: the month and the year that are over and are not. */
  over: z.array(closingViewSchema.pick({ kind: true, period: true })).max(2),
  /** Newest first. */
  closings: z.array(closingViewSchema).max(CLOSINGS_SHOWN),
})
export type ClosingsView = z.infer<typeof closingsViewSchema>

/** Of closed days, at most a year. */
export const writeBooksSchema = guardedSchema.extend({ period: periodSchema })

export const writtenBooksSchema = z.object({
  /** On the disk of the terminal. */
  folder: z.string(),
  entries: z.int().min(1),
  closings: z.int().min(1),
  digest: hashSchema,
  keyId: z.string().max(16),
})
export type WrittenBooksView = z.infer<typeof writtenBooksSchema>

export const printClosingSchema = guardedSchema.extend({
  kind: closingKindSchema,
  number: z.int().min(1),
})

/** `copy` is 0 the first time that it is printed. */
export const printedClosingSchema = z.object({ job: idSchema, copy: z.int().min(0) })

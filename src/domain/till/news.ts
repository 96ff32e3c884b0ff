/** What the backend knows of a terminal's sessions and the terminal itself may not. */
import { z } from 'zod'
import { closingNumbersSchema, NO_CLOSINGS } from '../fiscal/closing.ts'
import { idSchema } from '../identifier.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { instantSchema } from '../time.ts'
import { watchedSchema } from './watched.ts'

/** The newest that are told, of those that moved money and of the others. */
export const CORRECTIONS_TOLD = 100

/** An entry of a session that its Z does not contain: the Z stands, and this is beside it. */
const correctionSchema = z.object({
  session: idSchema,
  /** From 1 for each Z, as they came. */
  number: z.int().min(1),
  at: instantSchema,
  /** What it adds to the Z beside money; absent where it was told by a backend of before. */
  watched: watchedSchema.optional(),
})

const moneyCorrectionSchema = correctionSchema.extend({
  kind: z.enum(['sale', 'cash']),
  /** The receipt of a sale, the reason of cash. */
  name: z.string().max(80),
  currency: currencySchema,
  /** Minor units of the store's own currency. */
  turnover: z.int(),
  /** Into the drawer, in minor units of the currency. */
  cash: minorSchema,
})

const otherCorrectionSchema = correctionSchema.extend({
  kind: z.literal('other'),
  /** Why a drawer was opened; else empty. */
  name: z.string().max(200),
})

/** Numbered together. */
export type ZCorrection =
  | z.infer<typeof moneyCorrectionSchema>
  | z.infer<typeof otherCorrectionSchema>

/** The newest words from elsewhere that are told. */
export const ELSEWHERE_TOLD = 20

/** A person said from elsewhere that a session is over. Its terminal's own Z takes its place. */
export const elsewhereWordSchema = z.object({
  session: idSchema,
  at: instantSchema,
  /** As they named themselves. */
  person: z.string().max(80),
  reason: z.string().max(200),
  /** What was counted, where the drawer could be had. */
  counted: minorSchema.nullable(),
})
export type ElsewhereWord = z.infer<typeof elsewhereWordSchema>

export const tillNewsSchema = z.object({
  /** The highest number of a Z that it has of this terminal; 0 where it has none. */
  lastZ: z.int().min(0),
  /** The same of its fiscal closings. */
  closings: closingNumbersSchema.default(NO_CLOSINGS),
  /** Of the newest sessions first, in each by number. */
  corrections: z.array(moneyCorrectionSchema).max(CORRECTIONS_TOLD),
  /** The same of entries that moved no money: a list that a till of before passes over. */
  otherCorrections: z.array(otherCorrectionSchema).max(CORRECTIONS_TOLD).default([]),
  /** Newest first. */
  elsewhere: z.array(elsewhereWordSchema).max(ELSEWHERE_TOLD).default([]),
})
export type TillNews = z.infer<typeof tillNewsSchema>

export const NO_NEWS: TillNews = {
  ...{ lastZ: 0, closings: NO_CLOSINGS, corrections: [], otherCorrections: [], elsewhere: [] },
}

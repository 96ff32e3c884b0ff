/**
 * A quote: a cart that is put aside with a promise. Until its last day it is taken up at the
 * prices that were quoted, and after it at those of the day. No goods are kept for it.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import type { Epoch } from '../journal/entry.ts'
import { receiptNumber } from '../receipt/number.ts'
import { businessDateSchema, instantSchema } from '../time.ts'

/** The shop's rule; a store without one gives none. */
export const quoteRuleSchema = z.strictObject({
  /** So many days after the one it was given on it holds. */
  days: z.int().min(0).max(365),
})
export type QuoteRule = z.infer<typeof quoteRuleSchema>

/** Quotes that wait at one till; those that are long over make room by themselves. */
export const QUOTES_LIMIT = 100
/** So many days after its last one a quote leaves its till. */
export const OVER_KEPT_DAYS = 30

export const quoteSchema = z.object({
  /** Running number within the epoch. */
  number: z.int().min(1),
  /** As it is printed. */
  quote: textSchema(50).min(1),
  /** The last day on which it holds. */
  until: businessDateSchema,
})
export type Quote = z.infer<typeof quoteSchema>

/** What a cart carries that was taken up in time: promotions are judged as they were then. */
export const quotedSchema = z.object({ park: idSchema, at: instantSchema })

export function quoteOf(
  { days }: QuoteRule,
  businessDate: string,
  {
    code,
    epoch,
    number,
  }: { readonly code: string; readonly epoch: Epoch; readonly number: number },
): Quote {
  const until = Temporal.PlainDate.from(businessDate).add({ days }).toString()
  return { number, quote: `Q-${receiptNumber(code, epoch, number)}`, until }
}

/** Business dates sort as text. */
export function holds({ until }: Quote, businessDate: string): boolean {
  return businessDate <= until
}

export function isLongOver({ until }: Quote, businessDate: string): boolean {
  const last = Temporal.PlainDate.from(until).add({ days: OVER_KEPT_DAYS })
  return Temporal.PlainDate.compare(last, businessDate) < 0
}

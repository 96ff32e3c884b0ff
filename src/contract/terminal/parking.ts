/** Carts that were put aside, as screens ask for them and are shown them. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { LINES_LIMIT } from '../../domain/selling/draft.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import { instantSchema } from '../../domain/time.ts'
import { quoteSchema } from '../../domain/selling/quote.ts'
import { guardedSchema } from './commands.ts'
import { mailViewSchema } from './mail.ts'
import { draftViewSchema } from './views.ts'

export const listParkedSchema = z.strictObject({
  /** Asks the backend for those of the other tills too. */
  everywhere: z.boolean(),
})

export const parkedCartViewSchema = z.object({
  park: idSchema,
  at: instantSchema,
  /** Who put it aside; null where that is not known here. */
  by: z.string().nullable(),
  total: minorSchema,
  lines: z.int().min(0).max(LINES_LIMIT),
  /** The first of what is in it; none are told of another till's. */
  names: z.array(textSchema(200)),
  customer: z.string().nullable(),
  note: noteSchema.nullable(),
  /** On this till's own hook: it comes back without a connection. */
  isHere: z.boolean(),
  /** Null for a cart that is no quote. */
  quote: quoteSchema.nullable(),
  /** A quote that can be sent by e-mail. */
  isMailable: z.boolean(),
  /** What became of it when it was sent last; null where it never was. */
  mail: mailViewSchema.nullable(),
})

const cartsShape = z.object({
  carts: z.array(parkedCartViewSchema),
  /** Whether the backend answered; null where it was not asked. */
  asked: z.enum(['answered', 'unreachable']).nullable(),
})

export const findQuoteSchema = z.strictObject({
  /** Its number, as it was typed. */
  text: z.string().max(60),
})

const foundQuoteShape = z.object({
  /** Null where none of that number waits, as far as anybody could say. */
  cart: parkedCartViewSchema.nullable(),
  asked: cartsShape.shape.asked,
})
export interface FoundQuoteView extends z.infer<typeof foundQuoteShape> {}
export const foundQuoteViewSchema: z.ZodType<FoundQuoteView> = foundQuoteShape

const resumedShape = z.object({
  draft: draftViewSchema,
  /** It was a quote, and its last day was before: it is at today's prices. */
  isQuoteOver: z.boolean(),
})
const quotedShape = z.object({ draft: draftViewSchema, quote: quoteSchema, park: idSchema })

export interface ResumedView extends z.infer<typeof resumedShape> {}
export const resumedViewSchema: z.ZodType<ResumedView> = resumedShape
export interface QuotedView extends z.infer<typeof quotedShape> {}
export const quotedViewSchema: z.ZodType<QuotedView> = quotedShape

export const resumeCartSchema = guardedSchema.extend({ park: idSchema })

export type ParkedCartView = z.infer<typeof parkedCartViewSchema>
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface ParkedCartsView extends z.infer<typeof cartsShape> {}
export const parkedCartsViewSchema: z.ZodType<ParkedCartsView> = cartsShape

/** Goods that are laid away, as screens ask for them and are shown them. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { minorSchema } from '../../domain/money.ts'
import { LAYAWAYS_LIMIT, layawayEndSchema } from '../../domain/selling/layaway.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { draftCommandSchema, guardedSchema } from './commands.ts'
import { draftViewSchema } from './views.ts'

export const listLayawaysSchema = z.strictObject({
  /** Asks the backend for those of the other tills too. */
  everywhere: z.boolean(),
})

export const payLayawaySchema = guardedSchema.extend({
  park: idSchema,
  amount: minorSchema.refine((amount) => amount > 0),
})

/** The cart that is open must be free; `draft` and `version` name it. */
export const endLayawaySchema = draftCommandSchema.extend({ park: idSchema, as: layawayEndSchema })

export const layawayViewSchema = z.object({
  park: idSchema,
  /** As it is printed. */
  layaway: textSchema(50),
  at: instantSchema,
  until: businessDateSchema,
  isOverdue: z.boolean(),
  customer: z.string().nullable(),
  lines: z.int().min(0),
  /** The first of what waits; none are told of another till's. */
  names: z.array(textSchema(200)),
  total: minorSchema,
  paid: minorSchema,
  /** What is to be paid next at the least: the deposit where nothing was paid. */
  least: minorSchema,
  /** What the shop would keep where the customer gave up now. */
  kept: minorSchema,
  /** Begun at this till: it needs no connection. */
  isHere: z.boolean(),
})

const layawaysShape = z.object({
  /** Those whose last day was longest ago come first. */
  layaways: z.array(layawayViewSchema).max(2 * LAYAWAYS_LIMIT),
  /** Whether the backend answered; null where it was not asked. */
  asked: z.enum(['answered', 'unreachable']).nullable(),
})
const begunShape = z.object({
  draft: draftViewSchema,
  /** Null while its deposit is in the cart and waits to be paid. */
  layaway: layawayViewSchema.nullable(),
})

export type LayawayView = z.infer<typeof layawayViewSchema>
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface LayawaysView extends z.infer<typeof layawaysShape> {}
export const layawaysViewSchema: z.ZodType<LayawaysView> = layawaysShape
export interface BegunLayawayView extends z.infer<typeof begunShape> {}
export const begunLayawayViewSchema: z.ZodType<BegunLayawayView> = begunShape

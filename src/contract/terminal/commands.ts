/**
 * What a screen may ask for. Every command carries an id made by the screen: asked twice, answered
 * once.
 */
import { z } from 'zod'
import { gtinSchema } from '../../domain/barcode/gtin.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { wedgeSchema } from '../../domain/settings.ts'
import { draftViewSchema, saleViewSchema, sellableViewSchema } from './views.ts'

/** Longest code that any scanner may deliver; a GS1 DataMatrix stays far below it. */
export const SCAN_LIMIT = 512

export const commandSchema = z.strictObject({ command: idSchema })

/** A command on the draft names the version that the person saw. */
export const draftCommandSchema = z.strictObject({
  command: idSchema,
  draft: idSchema,
  version: z.int().min(0),
})

export const pinSchema = z.string().regex(/^\d{4,12}$/)
export const signInSchema = z.strictObject({ command: idSchema, staff: idSchema, pin: pinSchema })
export const openTillSchema = z.strictObject({ command: idSchema, float: minorSchema })
/** The count is blind: what was expected is told by the answer only. */
export const closeTillSchema = z.strictObject({ command: idSchema, counted: minorSchema })

/**
 * A scan names no version: it adds to whatever the cart holds, and two quick scans must both count.
 */
export const scanSchema = z.strictObject({
  command: idSchema,
  text: z.string().min(1).max(SCAN_LIMIT),
  /** AIM identifier such as `]E0`, where known. */
  symbology: z.string().max(3).nullable(),
  /** Pieces, in thousandths, typed before the scan (3 × beep); 1000 where nothing was typed. */
  quantity: quantitySchema,
})

export const addSchema = z.strictObject({
  command: idSchema,
  variant: idSchema,
  /** What was scanned and which of its packs was chosen; null where no code was scanned. */
  barcode: z.strictObject({ gtin: gtinSchema, packQuantity: quantitySchema }).nullable(),
  quantity: quantitySchema,
})

export const addOpenItemSchema = z.strictObject({
  command: idSchema,
  name: textSchema(80).min(1),
  unitPrice: unitPriceSchema,
  department: idSchema,
  quantity: quantitySchema,
})

export const setQuantitySchema = draftCommandSchema.extend({
  line: idSchema,
  quantity: quantitySchema,
})
export const removeLineSchema = draftCommandSchema.extend({ line: idSchema })
export const payCashSchema = draftCommandSchema.extend({ tendered: minorSchema })
export const reprintSchema = z.strictObject({ command: idSchema, sale: idSchema })
export const openDrawerSchema = z.strictObject({
  command: idSchema,
  reason: textSchema(200).min(1),
})

export const settlePrintJobSchema = z.strictObject({
  command: idSchema,
  job: idSchema,
  /** What a person says of a held or unknown job: it came out, forget it, or print it (again). */
  outcome: z.enum(['printed', 'cancelled', 'sent-again']),
})

/** What a person says of a card payment whose end is unknown. */
export const settlePaymentSchema = draftCommandSchema.extend({
  outcome: z.enum(['charged', 'not-charged']),
})

export const calibrateSchema = z.strictObject({ command: idSchema, wedge: wedgeSchema })

/** What became of a scan. Only `added` changed the cart. */
export const scanAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('added'), draft: draftViewSchema }),
  /** Two or more products carry this code: the cashier chooses. */
  z.object({
    outcome: z.literal('choose'),
    text: z.string(),
    choices: z.array(sellableViewSchema),
  }),
  z.object({ outcome: z.literal('unknown'), text: z.string() }),
  /** It is known and may not be sold as it is: no price here, or what a later policy says. */
  z.object({
    outcome: z.literal('blocked'),
    text: z.string(),
    name: z.string(),
    reason: z.string(),
  }),
])

export const paymentAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('done'), sale: saleViewSchema }),
  z.object({
    outcome: z.enum(['declined', 'cancelled', 'unknown']),
    draft: draftViewSchema,
    reason: z.string(),
  }),
])

export type ScanAnswer = z.infer<typeof scanAnswerSchema>
export type PaymentAnswer = z.infer<typeof paymentAnswerSchema>

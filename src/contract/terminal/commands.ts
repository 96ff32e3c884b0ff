/**
 * What a screen may ask for. Every command carries an id made by the screen: asked twice, answered
 * once.
 */
import { z } from 'zod'
import { badgeCodeSchema } from '../../domain/badge.ts'
import { gtinSchema } from '../../domain/barcode/gtin.ts'
import { customerPatchSchema } from '../../domain/customer/customer.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema, unitPriceSchema } from '../../domain/money.ts'
import { extentSchema, permissionSchema } from '../../domain/permission.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { rateSchema } from '../../domain/rate.ts'
import { chosenKeysSchema, pinDigitsSchema, wedgeSchema } from '../../domain/settings.ts'
import { piecesSchema } from '../../domain/till/cash-move.ts'
import { businessDateSchema } from '../../domain/time.ts'
import { answersSchema, needSchema } from '../../domain/selling/needs.ts'
import { noteSchema } from '../../domain/selling/line-detail.ts'
import { draftViewSchema, saleViewSchema, sellableViewSchema } from './views.ts'

/** Codes while a screen without a cart is open; badges while somebody's word is asked for. */
export const followScansSchema = z.strictObject({ of: z.enum(['codes', 'badges']) })
export type FollowScans = z.infer<typeof followScansSchema>

/** Longest code that any scanner may deliver; a GS1 DataMatrix stays far below it. */
export const SCAN_LIMIT = 512

/**
 * A second person vouches for the command on the spot, after it was answered `approval-needed`: by
 * their PIN, or by showing their badge.
 */
export const approvalSchema = z.union([
  z.strictObject({ staff: idSchema, pin: pinDigitsSchema }),
  z.strictObject({ badge: badgeCodeSchema }),
])

export const commandSchema = z.strictObject({ command: idSchema })

/** A command that a store's policy may want a second person for. */
export const guardedSchema = commandSchema.extend({ approval: approvalSchema.optional() })

/** A command on the draft names the version that the person saw. */
export const draftCommandSchema = guardedSchema.extend({
  draft: idSchema,
  version: z.int().min(0),
})

/** At a till that has been alone for days a second person vouches for whoever signs in. */
export const signInSchema = guardedSchema.extend({ staff: idSchema, pin: pinDigitsSchema })
export const openTillSchema = guardedSchema.extend({
  float: minorSchema,
  /** What it is made of, where it was counted piece by piece. */
  pieces: piecesSchema.optional(),
  /** The day that a person says it is, where `business-date-needed` asked for it. */
  businessDate: businessDateSchema.optional(),
})
/**
 * A scan names no version: it adds to whatever the cart holds, and two quick scans must both count.
 */
export const scanSchema = guardedSchema.extend({
  text: z.string().min(1).max(SCAN_LIMIT),
  /** AIM identifier such as `]E0`, where known. */
  symbology: z.string().max(3).nullable(),
  /** Typed before the scan (3 × beep), in thousandths; null where nothing was typed. */
  quantity: quantitySchema.nullable(),
  /** What was asked about these goods and answered; absent at the beep itself. */
  answers: answersSchema.optional(),
  /**
   * When the scanner was heard, in ms of its reader's own monotonic clock; absent where a person
   * typed the code: only two beeps can be one.
   */
  heard: z.strictObject({ by: z.string().max(40), at: z.number().min(0) }).optional(),
})

export const addSchema = guardedSchema.extend({
  variant: idSchema,
  /** What was scanned and which of its packs was chosen; null where no code was scanned. */
  barcode: z.strictObject({ gtin: gtinSchema, packQuantity: quantitySchema }).nullable(),
  quantity: quantitySchema.nullable(),
  answers: answersSchema.optional(),
})

export const addOpenItemSchema = guardedSchema.extend({
  name: textSchema(80).min(1),
  unitPrice: unitPriceSchema,
  department: idSchema,
  quantity: quantitySchema,
})

export const setCustomerSchema = draftCommandSchema.extend({ customer: idSchema.nullable() })
export const createCustomerSchema = guardedSchema.extend({ details: customerPatchSchema })
export const customerCommandSchema = guardedSchema.extend({ customer: idSchema })
/** Only what is changed. */
export const changeCustomerSchema = customerCommandSchema.extend({ details: customerPatchSchema })

export const setQuantitySchema = draftCommandSchema.extend({
  line: idSchema,
  quantity: quantitySchema,
})
/** An empty text takes the note away; `line` is null for the sale's own note. */
export const setNoteSchema = draftCommandSchema.extend({
  line: idSchema.nullable(),
  note: noteSchema,
})
/** A container that came back, by the code on it or by its deposit. */
export const returnDepositSchema = guardedSchema.extend({
  container: z.discriminatedUnion('by', [
    z.strictObject({ by: z.literal('code'), text: z.string().min(1).max(SCAN_LIMIT) }),
    z.strictObject({ by: z.literal('deposit'), variant: idSchema }),
  ]),
  quantity: quantitySchema,
})
export const removeLineSchema = draftCommandSchema.extend({ line: idSchema })
export const discountSchema = draftCommandSchema.extend({
  /** Null for the whole cart. */
  line: idSchema.nullable(),
  discount: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('percent'), rate: rateSchema.refine((value) => value > 0) }),
    z.strictObject({
      kind: z.literal('amount'),
      amount: minorSchema.refine((value) => value > 0),
    }),
  ]),
  reason: textSchema(80).min(1),
})
export const removeDiscountSchema = draftCommandSchema.extend({ discount: idSchema })
export const changePriceSchema = draftCommandSchema.extend({
  line: idSchema,
  unitPrice: unitPriceSchema,
  reason: textSchema(80).min(1),
})
/** As it was typed or scanned. */
export const couponSchema = draftCommandSchema.extend({ code: z.string().min(1).max(60) })
/** Cash that pays all that is due. */
export const payCashSchema = draftCommandSchema.extend({ tendered: minorSchema })
/** Cash for a part of it, or for all; of another currency in minor units of its own. */
export const takeCashSchema = payCashSchema.extend({ currency: currencySchema.nullable() })
/** A card for a part of what is due; for all of it where no amount is named. */
export const payCardSchema = draftCommandSchema.extend({ amount: minorSchema.optional() })
/** Money goes back before the sale is finished. */
export const undoTenderSchema = draftCommandSchema.extend({ tender: idSchema })
export const setTipSchema = draftCommandSchema.extend({ tip: minorSchema })
export const reprintSchema = guardedSchema.extend({ sale: idSchema })
export const openDrawerSchema = guardedSchema.extend({
  reason: textSchema(200).min(1),
})

export const settlePrintJobSchema = guardedSchema.extend({
  job: idSchema,
  /** What a person says of a held or unknown job: it came out, forget it, or print it (again). */
  outcome: z.enum(['printed', 'cancelled', 'sent-again']),
})

/** What a person says of a card payment whose end is unknown. */
export const settlePaymentSchema = draftCommandSchema.extend({
  outcome: z.enum(['charged', 'not-charged']),
})

/** Who could vouch for an act that goes so far. */
export const approversSchema = extentSchema.extend({ permission: permissionSchema })

export const calibrateSchema = guardedSchema.extend({ wedge: wedgeSchema })
export const chooseKeysSchema = guardedSchema.extend({ keys: chosenKeysSchema })

/** What was scanned or chosen and what must be known of it before it is sold. */
const questionSchema = z.object({
  /** Empty where the goods were chosen, not scanned. */
  text: z.string(),
  symbology: z.string().nullable(),
})

/** What became of a scan or of goods that were chosen. Only `added` changed the cart. */
export const scanAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('added'), draft: draftViewSchema }),
  /** A receipt of ours: goods may come back by it. */
  z.object({ outcome: z.literal('receipt'), number: z.string() }),
  /** A quote: it is taken up by its number. */
  z.object({ outcome: z.literal('quote'), number: z.string() }),
  /** A badge: this person is at the till now. */
  z.object({ outcome: z.literal('badge'), name: textSchema(80) }),
  /**
   * A gift card that is known here. A screen that scanned it has its code; where the core did,
   * `card` names it, and stands for its code wherever that is asked for.
   */
  z.object({ outcome: z.literal('gift-card'), card: z.string().max(80).optional() }),
  /** Two or more products carry this code: the cashier chooses. */
  questionSchema.extend({
    outcome: z.literal('choose'),
    choices: z.array(sellableViewSchema),
  }),
  questionSchema.extend({
    outcome: z.literal('ask'),
    goods: sellableViewSchema,
    needs: z.array(needSchema).min(1),
  }),
  /** The same code from the same scanner once more, too soon to be another one: counted once. */
  z.object({ outcome: z.literal('repeated'), text: z.string() }),
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
  /** A part of what is due was taken, or taken back; the sale goes on. */
  z.object({ outcome: z.enum(['taken', 'undone']), draft: draftViewSchema }),
  z.object({
    outcome: z.enum(['declined', 'cancelled', 'unknown']),
    draft: draftViewSchema,
    reason: z.string(),
  }),
])

export type Approval = z.infer<typeof approvalSchema>
export type ScanAnswer = z.infer<typeof scanAnswerSchema>
export type PaymentAnswer = z.infer<typeof paymentAnswerSchema>

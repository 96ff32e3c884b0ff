/**
 * What a line may say beside what was sold and for how much. Each is absent where there is nothing
 * to say: most lines of most sales say none of it.
 */
import { z } from 'zod'
import { loadSchema } from '../accounts/account.ts'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { unprovenSchema } from '../returns/returned.ts'
import { businessDateSchema } from '../time.ts'

export const NOTE_LONGEST = 120
/** Source for 20 characters: GS1 General Specifications 3.4.1 (AI 10) and 3.5.2 (AI 21). */
const MARK_LONGEST = 20

export const serialSchema = z.string().regex(/^[!-~]{1,40}$/)
export const lotSchema = z.string().regex(new RegExp(`^[!-~]{1,${String(MARK_LONGEST)}}$`))
export const noteSchema = textSchema(NOTE_LONGEST)

/** What a bundle is made of, for each one of it. */
export const componentSchema = z.object({ name: textSchema(200), quantity: quantitySchema })

export const lineDetailShape = {
  /** The line that it stands below and moves with, and how many come with each one of that. */
  belongsTo: z
    .object({ line: idSchema, as: z.enum(['deposit', 'add-on']), per: quantitySchema })
    .optional(),
  /** A container that came back: its quantity is below zero and gives its deposit back. */
  isDepositBack: z.literal(true).optional(),
  /** Goods that came back without a receipt: their quantity is below zero. */
  unproven: unprovenSchema.optional(),
  /** Weighed and priced before it came to the till: what its label says of it. */
  label: z
    .object({ quantity: quantitySchema, unit: unitSchema, unitPrice: unitPriceSchema })
    .optional(),
  serial: serialSchema.optional(),
  lot: lotSchema.optional(),
  /** The last day on which it may be sold. */
  expiry: businessDateSchema.optional(),
  /** It was past that day when it was sold. */
  soldExpired: z.literal(true).optional(),
  /** The age for which the customer was checked; never their date of birth. */
  ageChecked: z.int().min(1).max(99).optional(),
  components: z.array(componentSchema).min(1).max(50).optional(),
  /** What the customer wished for that costs nothing. */
  wishes: z.array(textSchema(80)).min(1).max(40).optional(),
  note: noteSchema.min(1).optional(),
  /** Not goods, but money that is put on an account: a gift card that is sold or topped up. */
  load: loadSchema.optional(),
  /** Not goods, but what the shop keeps, maybe nothing, of what was paid for this layaway. */
  kept: textSchema(50).min(1).optional(),
} as const

export const lineDetailSchema = z.object(lineDetailShape)
export type LineDetail = z.infer<typeof lineDetailSchema>

const KEYS = Object.keys(lineDetailShape) as (keyof LineDetail)[]

/** What of it a line says, and no key of what it does not. */
export function detailOf(line: LineDetail): LineDetail {
  const detail: Record<string, unknown> = {}
  for (const key of KEYS) if (line[key] !== undefined) detail[key] = line[key]
  return detail
}

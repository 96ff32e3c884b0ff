/**
 * What must be known before some goods may become a line, and what a cashier answers. A question is
 * asked in place, beside the cart; the same goods are then rung up again with all the answers.
 */
import { z } from 'zod'
import { CHOICES_LIMIT, unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { unitPriceSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { businessDateSchema } from '../time.ts'
import { lotSchema, serialSchema } from './line-detail.ts'

/** More of one choice than anybody takes on one thing. */
const COUNT_LIMIT = 20

export const needSchema = z.discriminatedUnion('kind', [
  /** Sold by weight, length or volume, and nobody said how much. */
  z.object({ kind: z.literal('measure'), unit: unitSchema }),
  z.object({
    kind: z.literal('price'),
    minimum: unitPriceSchema,
    maximum: unitPriceSchema,
    proposed: unitPriceSchema.nullable(),
  }),
  z.object({
    kind: z.literal('add-ons'),
    group: idSchema,
    name: textSchema(80),
    minimum: z.int().min(0),
    maximum: z.int().min(1),
    choices: z
      .array(z.object({ name: textSchema(80), unitPrice: unitPriceSchema.nullable() }))
      .max(CHOICES_LIMIT),
  }),
  z.object({ kind: z.literal('serial') }),
  z.object({ kind: z.literal('lot') }),
  /** Past its date, in a store where somebody may decide to sell it nevertheless. */
  z.object({ kind: z.literal('expired'), expiry: businessDateSchema }),
  z.object({
    kind: z.literal('age'),
    minimum: z.int().min(1).max(99),
    /** Who was born on this day or before is old enough today. */
    bornBy: businessDateSchema,
    /** Whether "clearly older" is an answer here. */
    mayJudge: z.boolean(),
  }),
])
export type Need = z.infer<typeof needSchema>

export const answersSchema = z.strictObject({
  /** Which of several that carry the code. */
  variant: z.strictObject({ id: idSchema, packQuantity: quantitySchema }).optional(),
  measure: quantitySchema.optional(),
  unitPrice: unitPriceSchema.optional(),
  /** By group, the places of what was chosen and how many of each; an empty list is an answer. */
  addOns: z
    .array(
      z.strictObject({
        group: idSchema,
        chosen: z
          .array(
            z.strictObject({
              choice: z
                .int()
                .min(0)
                .max(CHOICES_LIMIT - 1),
              count: z.int().min(1).max(COUNT_LIMIT),
            }),
          )
          .max(COUNT_LIMIT),
      }),
    )
    .max(10)
    .optional(),
  serial: serialSchema.optional(),
  lot: lotSchema.optional(),
  sellExpired: z.literal(true).optional(),
  /** A date of birth is compared and forgotten: it is kept nowhere. */
  age: z
    .discriminatedUnion('how', [
      z.strictObject({ how: z.literal('date-of-birth'), bornOn: businessDateSchema }),
      z.strictObject({ how: z.literal('clearly-older') }),
      z.strictObject({ how: z.literal('not-shown') }),
    ])
    .optional(),
})
export type Answers = z.infer<typeof answersSchema>

export const NO_ANSWERS: Answers = {}

/**
 * What the customer sees on a second screen. A contract of its own: whoever holds its token can
 * watch and do nothing else, and nothing on it names a person.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { lineDiscountSchema } from '../../domain/pricing/discount.ts'
import { pictureSchema, PICTURES_LIMIT } from '../../domain/settings.ts'
import { lineViewSchema } from './views.ts'

const displayLineSchema = lineViewSchema
  .pick({ id: true, name: true, size: true, unit: true, quantity: true, amount: true })
  .extend({
    /** Stand below the amount, which is before them. */
    discounts: z.array(
      lineDiscountSchema.pick({ source: true, kind: true, name: true, amount: true }),
    ),
  })

/**
 * How the lines come to what counts now. The total is that of the lines with the tax that is added
 * to them, or the one that an exempt customer is spared; with tip and rounding, and less what was
 * paid, it is the result.
 */
export const displaySumSchema = z.object({
  /** From top to bottom. */
  rows: z.array(
    z.object({
      kind: z.enum(['tax', 'relief', 'total', 'tip', 'rounding', 'paid']),
      amount: minorSchema,
    }),
  ),
  /** `back` and `change` go to the customer; never below zero. */
  result: z.object({
    kind: z.enum(['total', 'due', 'back', 'change', 'paid']),
    amount: minorSchema,
  }),
  /** What the result is where coins pay it; null where that is the same. */
  inCash: minorSchema.nullable(),
})

export const displayViewSchema = z.object({
  /** Null before the first pull has brought the settings. */
  shop: z
    .object({
      store: textSchema(80),
      currency: currencySchema,
      locale: z.string(),
      zone: z.string(),
      taxIncluded: z.boolean(),
      /** Shown in turn while nothing is sold; absent where they are those that were told last. */
      pictures: z.array(pictureSchema).max(PICTURES_LIMIT).optional(),
    })
    .nullable(),
  lines: z.array(displayLineSchema),
  /** Of the lines; null where there are none. */
  sum: displaySumSchema.nullable(),
  /** The line that was touched last. */
  touched: z.string().nullable(),
  /** Of the sale that was just paid, until the next one begins. */
  paid: displaySumSchema.nullable(),
})

export const displayContract = {
  /** The picture as it is, then each change of it. */
  watch: oc.output(eventIterator(displayViewSchema)),
}

export type DisplaySum = z.infer<typeof displaySumSchema>
export type DisplayView = z.infer<typeof displayViewSchema>
export type DisplayContract = typeof displayContract

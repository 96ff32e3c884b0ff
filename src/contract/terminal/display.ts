/**
 * What the customer sees on a second screen. A contract of its own: whoever holds its token can
 * watch and do nothing else, and nothing on it names a person.
 */
import { eventIterator, oc } from '@orpc/contract'
import { z } from 'zod'
import { textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { pictureSchema, PICTURES_LIMIT } from '../../domain/settings.ts'
import { lineViewSchema } from './views.ts'

export const displayViewSchema = z.object({
  /** Null before the first pull has brought the settings. */
  shop: z
    .object({
      store: textSchema(80),
      currency: currencySchema,
      locale: z.string(),
      zone: z.string(),
      /** Shown in turn while nothing is sold; absent where they are those that were told last. */
      pictures: z.array(pictureSchema).max(PICTURES_LIMIT).optional(),
    })
    .nullable(),
  lines: z.array(
    lineViewSchema.pick({
      id: true,
      name: true,
      size: true,
      unit: true,
      quantity: true,
      unitPrice: true,
      amount: true,
    }),
  ),
  total: minorSchema,
  /** The line that was touched last. */
  touched: z.string().nullable(),
  /** The sale that was just paid, until the next one begins. */
  paid: z.object({ total: minorSchema, tendered: minorSchema, change: minorSchema }).nullable(),
})

export const displayContract = {
  /** The picture as it is, then each change of it. */
  watch: oc.output(eventIterator(displayViewSchema)),
}

export type DisplayView = z.infer<typeof displayViewSchema>
export type DisplayContract = typeof displayContract

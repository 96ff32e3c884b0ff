/** An order of the online store: placed and paid at once, or not at all. */
import { z } from 'zod'
import { customerInputSchema } from './customers.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { mailAddressSchema } from '../../domain/mail/wish.ts'
import { salePointsSchema } from '../../domain/customer/loyalty.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { instantSchema } from '../../domain/time.ts'
import { quoteInputSchema, quoteOutputSchema } from './pricing.ts'

/** Gift cards that one order is paid with. */
const GIFT_CARDS_LIMIT = 5

const above = minorSchema.refine((amount) => amount > 0)

export const orderInputSchema = z.strictObject({
  /** Made by whoever orders, and sent again with each attempt: the same order is placed once. */
  order: z.uuidv7(),
  ...quoteInputSchema.shape,
  lines: quoteInputSchema.shape.lines.min(1),
  /** Whose purchase it is; absent for a guest. */
  customer: customerInputSchema.shape.customer.optional(),
  /** Points of that customer that pay. */
  points: z.int().min(1).optional(),
  /** By their codes, as the shopper typed them. */
  giftCards: z
    .array(z.strictObject({ code: z.string().max(60), amount: above }))
    .max(GIFT_CARDS_LIMIT)
    .default([]),
  /** What the payment provider took for the rest; absent where nothing was left to pay. */
  payment: z
    .strictObject({
      provider: textSchema(40).min(1),
      /** The provider's own name for the payment. Never the number of a card. */
      reference: z.string().regex(/^[!-~]{1,80}$/),
      amount: minorSchema.refine((amount) => amount >= 0),
    })
    .optional(),
  /** Where the receipt goes by e-mail; absent for nowhere. */
  mail: mailAddressSchema.optional(),
  /** What the shopper agreed to pay. */
  total: minorSchema,
})
export type OrderInput = z.infer<typeof orderInputSchema>

/** As `shop.quote`, for somebody who is known to the online store. */
export const orderQuoteInputSchema = quoteInputSchema.extend({
  customer: orderInputSchema.shape.customer,
})

/** An order that is placed: it is a sale, and its id is the order's. */
export const placedOrderSchema = z.object({
  order: idSchema,
  receipt: z.string(),
  at: instantSchema,
  currency: currencySchema,
  tax: minorSchema,
  total: minorSchema,
  /** Absent for a guest, and where the store gives none. */
  points: salePointsSchema.optional(),
})
export type PlacedOrder = z.infer<typeof placedOrderSchema>

const orderAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('placed'), order: placedOrderSchema }),
  /** It comes to something else now: agreed to anew, the same order may be sent again. */
  z.object({ outcome: z.literal('price-changed'), quote: quoteOutputSchema }),
  /** Of these there is not so much, or they are not sold online: what can be had. */
  z.object({
    outcome: z.literal('not-available'),
    lines: z.array(z.object({ variant: idSchema, available: quantitySchema })),
  }),
])
export type OrderAnswer = z.infer<typeof orderAnswer>
export const orderAnswerSchema: z.ZodType<OrderAnswer> = orderAnswer

/** What a shopper does on the store's page as the customer that they are. */
import { z } from 'zod'
import { GROUPS_LIMIT } from '../../domain/customer/customer.ts'
import { idSchema } from '../../domain/identifier.ts'
import { mailAddressSchema } from '../../domain/mail/wish.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { channelSchema } from '../../domain/reports/figure.ts'
import { instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { orderAnswerSchema, orderInputSchema } from './orders.ts'

/** Of a shopper's purchases the newest, which are what a page is read to. */
export const SHOPPER_PURCHASES_LIMIT = 50

const tokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const codeInputSchema = z.strictObject({ email: mailAddressSchema })
const signInInputSchema = z.strictObject({
  attempt: tokenSchema,
  code: z.string().regex(/^\d{6}$/),
})
const consentInputSchema = z.strictObject({ email: z.boolean() })

const accountShape = z.object({
  name: z.string(),
  email: z.string(),
  /** As the store calls them. */
  groups: z.array(z.string()).max(GROUPS_LIMIT),
  /** Pays no tax. */
  exempt: z.boolean(),
  currency: currencySchema,
  /** Null where the store gives none; `each` is what one pays, 0 where none do. */
  points: z.object({ balance: z.int(), worth: minorSchema, each: minorSchema }).nullable(),
  consent: z.object({ email: z.boolean() }),
  /** The newest first. */
  purchases: z
    .array(
      z.object({
        sale: idSchema,
        receipt: z.string(),
        at: instantSchema,
        store: z.string(),
        channel: channelSchema,
        currency: z.string(),
        total: z.int(),
      }),
    )
    .max(SHOPPER_PURCHASES_LIMIT),
})

/** What the provider's form gave; absent where points and gift cards pay for all. */
const checkoutInputSchema = orderInputSchema
  .omit({ customer: true, payment: true })
  .extend({ token: z.string().min(1).max(500).optional() })
  .strict()

const checkoutAnswerSchema = z.union([
  orderAnswerSchema,
  z.discriminatedUnion('outcome', [
    /** Nothing was taken: another order may be paid otherwise. */
    z.object({ outcome: z.literal('declined') }),
    /** It could not be placed when it was paid: what was taken goes back. */
    z.object({ outcome: z.literal('payment-returned') }),
  ]),
])

type Checkout = z.infer<typeof checkoutInputSchema>
type Answer = z.infer<typeof checkoutAnswerSchema>
export interface CheckoutInput extends Checkout {}
export type CheckoutAnswer = Answer
const checkout: z.ZodType<CheckoutInput, z.input<typeof checkoutInputSchema>> = checkoutInputSchema
const checkedOut: z.ZodType<CheckoutAnswer> = checkoutAnswerSchema

type AccountShape = z.infer<typeof accountShape>
/** By its name: spelt out each time, the whole contract's type would be too long to write. */
export interface ShopperAccount extends AccountShape {}
const account: z.ZodType<ShopperAccount> = accountShape

const PER_CALLER = 'Asked or answered wrongly too often, an address and a caller are `busy`.'

export const shopperContract = {
  askCode: base
    .route({
      method: 'POST',
      path: '/shop/sign-in/codes',
      summary: 'Sends a code to a customer; whether anybody has the address is not told',
      description: PER_CALLER,
    })
    .input(codeInputSchema)
    .output(z.object({ attempt: z.string() })),
  signIn: base
    .route({
      method: 'POST',
      path: '/shop/sign-in',
      summary: 'Signs in by the code that was sent; the session is a cookie',
      description: PER_CALLER,
    })
    .input(signInInputSchema)
    .output(z.object({ signedIn: z.literal(true) })),
  signOut: base
    .route({ method: 'POST', path: '/shop/sign-out', summary: 'Ends the session of the cookie' })
    .output(z.object({ signedIn: z.literal(false) })),
  me: base
    .route({
      method: 'GET',
      path: '/shop/me',
      summary: 'The account of who is signed in; null for anybody else',
    })
    .output(z.object({ account: account.nullable() })),
  setConsent: base
    .route({
      method: 'POST',
      path: '/shop/me/consent',
      summary: 'Whether the shop may write to the customer with offers',
    })
    .input(consentInputSchema)
    .output(z.object({ email: z.boolean() })),
  giftCard: base
    .route({
      method: 'POST',
      path: '/shop/gift-card',
      summary: 'What is on a gift card',
      description: PER_CALLER,
    })
    .input(z.strictObject({ code: z.string().max(60) }))
    .output(z.object({ balance: minorSchema })),
  checkOut: base
    .route({
      method: 'POST',
      path: '/shop/checkout',
      summary: 'Pays and places an order; the same order again gets the same answer',
      description:
        'Where nobody knows whether the provider took the money it is `unreachable`: the same ' +
        'order is sent again. What nobody comes back for within half an hour goes back.',
    })
    .input(checkout)
    .output(checkedOut),
}

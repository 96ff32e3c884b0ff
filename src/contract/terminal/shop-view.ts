/** What screens know of the store and of the terminal that they stand at. */
import { z } from 'zod'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { currencySchema, minorSchema } from '../../domain/money.ts'
import { customerGroupSchema } from '../../domain/pricing/group-price.ts'
import { logoSchema } from '../../domain/receipt/logo.ts'
import { chosenKeysSchema, wedgeSchema } from '../../domain/settings.ts'
import { slipKindSchema, tillRulesSchema } from '../../domain/till/rules.ts'

export const shopViewSchema = z.object({
  store: textSchema(80),
  terminal: textSchema(40),
  currency: currencySchema,
  locale: z.string(),
  zone: z.string(),
  taxIncluded: z.boolean(),
  denominations: z.array(minorSchema),
  wedge: wedgeSchema,
  /** What this terminal has otherwise than the usual table of keys. */
  keys: chosenKeysSchema,
  /** Whether a payment terminal for cards is set up. */
  takesCards: z.boolean(),
  takesTips: z.boolean(),
  /** Goods may come back without a receipt. */
  takesUnproven: z.boolean(),
  issuesInvoices: z.boolean(),
  givesQuotes: z.boolean(),
  laysAway: z.boolean(),
  /** Receipts go by e-mail. */
  mailsReceipts: z.boolean(),
  /** Whether each sells from a drawer of their own. */
  ownDrawers: z.boolean(),
  /** Stores that goods may be sent to. */
  otherStores: z.array(z.object({ id: idSchema, name: z.string() })),
  /** Groups that a customer may be in here, by their names. */
  customerGroups: z.array(customerGroupSchema.pick({ id: true, name: true })),
  /** Amounts that are offered when a gift card is sold; null where the store has none. */
  giftCards: z.object({ amounts: z.array(minorSchema) }).nullable(),
  /** Paper vouchers that it takes, by their names. */
  vouchers: z.array(z.string()),
  /** Slips that a count asks for, whatever was taken; `isNeeded` where none said is none there. */
  slips: z.object({
    asked: z.array(z.object({ kind: slipKindSchema, name: z.string().optional() })),
    isNeeded: z.boolean(),
  }),
  /** Other currencies that are taken in cash, with the notes of each. */
  foreignCash: z.array(z.object({ currency: currencySchema, denominations: z.array(minorSchema) })),
  /** Why cash may move without a sale, by kind; what is not listed is said freely. */
  cashReasons: tillRulesSchema.shape.reasons.unwrap(),
  /** At the head of its receipts; null where there is none. */
  receiptLogo: logoSchema.nullable(),
})

export type ShopView = z.infer<typeof shopViewSchema>

/**
 * Accounts: money that a shop owes whoever holds a gift card, or a customer; and what a customer
 * owes the shop. Sales put money on them or draw from them; the backend keeps the balance, and
 * takes every movement that has happened.
 */
import { z } from 'zod'
import { containsSchema } from '../catalogue/stock.ts'
import { minor, minorSchema, type Minor } from '../money.ts'
import { backSchema } from '../returns/back.ts'
import { layawayPaymentSchema } from '../selling/layaway.ts'

export const accountKindSchema = z.enum([
  /** By the keyed hash of its code, as `docs/accounts.md` has it. */
  'gift-card',
  /** What is owed to a customer, for goods that came back. */
  'store-credit',
  /** What a customer buys now and pays later: below zero is what they owe. */
  'on-account',
  /** What was paid for goods that are laid away, by the park of their cart. */
  'layaway',
])
export type AccountKind = z.infer<typeof accountKindSchema>
/** Those that belong to a customer, and are named by the customer's id. */
export const customerAccountSchema = accountKindSchema.exclude(['gift-card', 'layaway'])
export type CustomerAccount = z.infer<typeof customerAccountSchema>

/** Names an account among those of its kind: 64 hex digits, a customer, or a parked cart. */
export const accountKeySchema = z.string().regex(/^(?:[0-9a-f]{64}|[0-9a-f-]{36})$/)
/** The end of a code: what a person tells one card from another by; empty for a customer's. */
export const lastFourSchema = z.string().regex(/^(?:[0-9A-Z]{4})?$/)

/** What a line says by which money is put on an account; it is no turnover and bears no tax. */
export const loadSchema = z.object({
  kind: accountKindSchema,
  account: accountKeySchema,
  lastFour: lastFourSchema,
  /** Of a payment for goods that are laid away: how it stood with them before. */
  layaway: layawayPaymentSchema.optional(),
})
export type Load = z.infer<typeof loadSchema>

/** The class of what bears no tax because it is no supply: money that changes its form. */
export const NO_SUPPLY = 'none'

/** How a tender says what it draws from an account, or what goes back onto it. */
export const accountTenderShape = {
  amount: minorSchema,
  account: accountKeySchema,
  lastFour: lastFourSchema,
  /** What is left on it, as far as this terminal knew. */
  left: minorSchema,
  /** Names the claim at the backend by which it is drawn; null where money goes onto it. */
  claim: z.uuid().nullable(),
  /** Whether the backend had given its word; `none`: it was drawn as the store allows offline. */
  word: z.enum(['granted', 'none']),
  /** Where what it had paid goes back onto it. */
  back: backSchema.optional(),
} as const

/** What the accounts collection replicates down: a balance, and never a code. */
export const accountDocumentSchema = z.object({
  /** `kind/account`. */
  id: z.string().max(80),
  kind: accountKindSchema,
  account: accountKeySchema,
  lastFour: lastFourSchema,
  /** Below zero where more was drawn than there was, or a customer owes. */
  balance: minorSchema,
  contains: containsSchema,
})
export type AccountDocument = z.infer<typeof accountDocumentSchema>

export function accountId(kind: AccountKind, account: string): string {
  return `${kind}/${account}`
}

/**
 * What a till that cannot ask the backend draws from one account, once, until the backend has heard
 * of it; 0 where it takes none then.
 */
const offlineMost = minorSchema.refine((amount) => amount >= 0)

export const giftCardPolicySchema = z.strictObject({
  /** Amounts to choose from when one is sold, smallest first; any other may be typed. */
  amounts: z.array(minorSchema.refine((amount) => amount > 0)).max(8),
  offlineMost,
})
export type GiftCardPolicy = z.infer<typeof giftCardPolicySchema>

/** The accounts of customers that a store keeps; one that is absent is not kept. */
export const customerAccountsSchema = z.strictObject({
  'store-credit': z.strictObject({ offlineMost }).optional(),
  'on-account': z.strictObject({ offlineMost }).optional(),
})

/** What is printed on a card and typed or scanned from it, without what makes it readable. */
const CODE = /^[0-9A-Z]{10,40}$/

/** A code as all tills write it before they hash it; undefined for what can be none. */
export function cardCodeOf(text: string): string | undefined {
  const code = text.toUpperCase().replaceAll(/[\s-]/g, '')
  return CODE.test(code) ? code : undefined
}

export function lastFourOf(code: string): string {
  return code.slice(-4)
}

export interface Drawable {
  /** As this terminal knows it, its own unsent sales included; with what may be owed. */
  readonly balance: Minor
  /** What the account may pay for. */
  readonly due: Minor
  readonly offlineMost: Minor
  readonly isOnline: boolean
  /** What this terminal drew from it that the backend has not confirmed. */
  readonly unsentDraws: number
}

/**
 * The most that may be drawn now. Without the backend: once for each account and terminal, up to
 * the cap, since other terminals may draw the same money meanwhile.
 */
export function mostDrawn(asked: Drawable): Minor {
  const { balance, due, offlineMost, isOnline, unsentDraws } = asked
  const most = Math.max(0, Math.min(balance, due))
  if (isOnline) return minor(most)
  return minor(unsentDraws > 0 ? 0 : Math.min(most, offlineMost))
}

/**
 * A claim: the backend's word that one terminal alone may take something of which there is only so
 * much, wherever else it might be taken at the same time. The journal entry that takes it names the
 * claim, and that makes it final; without such an entry it ends by itself.
 */
import { z } from 'zod'
import { idSchema } from './identifier.ts'
import { MINOR_LIMIT } from './money.ts'

export const claimKindSchema = z.enum([
  /** Goods of a line that was sold, to be returned: `saleLineKey`, thousandths of its unit. */
  'sale-line',
  /** Money that goes back to what had paid: `saleTenderKey`, minor units. */
  'sale-tender',
  /** A use of a coupon: its code, 1. */
  'coupon',
  /** A cart that was put aside: its park, 1. */
  'parked-cart',
  /** Money on a gift card: the card's keyed hash, minor units. */
  'gift-card',
  /** Money that a customer has here, or may owe: the customer, minor units. */
  'store-credit',
  'on-account',
  /** What was paid for goods that are laid away: the park of their cart, minor units. */
  'layaway',
  /** That a sale is invoiced: the sale, 1. */
  'invoice',
  /** Points of a customer, whole ones. */
  'points',
])
export type ClaimKind = z.infer<typeof claimKindSchema>

export const claimSchema = z.object({
  /** Made by whoever claims, and stored before it is first sent: asking again is the same claim. */
  id: idSchema,
  kind: claimKindSchema,
  key: z.string().regex(/^[\w./:-]{1,80}$/),
  /** How much of it, in the kind's own unit. */
  amount: z.int().min(1).max(MINOR_LIMIT),
})
export type Claim = z.infer<typeof claimSchema>

/** Lines of returned goods that one entry can claim: beyond it a return is divided into two. */
export const CLAIMS_LIMIT = 100

/** What a claim on goods of a sold line is about; lines have ids of their own within a sale. */
export function saleLineKey(sale: string, line: string): string {
  return `${sale}/${line}`
}

/** What a claim on money that had paid is about: the tender by its place in the sale. */
export function saleTenderKey(sale: string, tender: number): string {
  return `${sale}/${String(tender)}`
}

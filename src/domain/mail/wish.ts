/**
 * A receipt or a quote that somebody wants by e-mail: an entry of the journal, beside which the
 * address lies. The backend sends it, and tells with the sale, or for the quote, what became of it.
 */
import { z } from 'zod'
import { idSchema, textSchema } from '../identifier.ts'
import { hashSchema } from '../journal/entry.ts'
import { instantSchema } from '../time.ts'

/** A sale or a quote is sent so often: a mistyped address is put right, and nobody is flooded. */
export const MAILS_OF_SALE = 5
/** Wishes of which a terminal has not heard what became; beyond it no other is taken. */
export const WAITING_LIMIT = 500
/** An address that was not needed for so many days is forgotten, whatever became of the receipt. */
export const ADDRESS_KEPT_DAYS = 30

/** Source: RFC 5321, 4.5.3.1.3: a path has at most 256 octets, of which two are brackets. */
export const mailAddressSchema = z.email().max(254)

export const receiptMailAskedSchema = z.object({
  mail: idSchema,
  sale: idSchema,
  /** Whose purchase it was; absent where nobody knew. */
  customer: idSchema.optional(),
  /** Of the address, which lies beside the entry. */
  digest: hashSchema,
})

export const quoteMailAskedSchema = receiptMailAskedSchema.omit({ sale: true }).extend({
  park: idSchema,
  /** Its number, as it is printed. */
  quote: textSchema(50).min(1),
})

/** What keeps a receipt from being sent, now or for good. */
export const mailTroubleSchema = z.enum([
  /** Mended by itself, or by the owner: it is tried again for some days. */
  ...(['not-set-up', 'unreachable', 'insecure', 'login-refused', 'busy', 'sale-missing'] as const),
  /** For good. */
  ...(['address-refused', 'refused', 'address-gone'] as const),
])
export type MailTrouble = z.infer<typeof mailTroubleSchema>

/**
 * As the backend tells it. `queued` with a trouble is tried again; `failed` is for good, also by a
 * trouble that lasted.
 */
export const mailFateSchema = z.object({
  mail: idSchema,
  at: instantSchema,
  state: z.enum(['queued', 'sent', 'failed']),
  trouble: mailTroubleSchema.optional(),
})
export type MailFate = z.infer<typeof mailFateSchema>

/**
 * What became of a quote's mail as it comes down by itself, since a quote does not; a receipt's
 * comes with its sale.
 */
export const mailDocumentSchema = mailFateSchema.omit({ mail: true }).extend({
  /** Of the mail. */
  id: idSchema,
  kind: z.literal('mail'),
  park: idSchema,
})
export type MailDocument = z.infer<typeof mailDocumentSchema>

/** The address as it is kept and sent; undefined where no mail goes to such a one. */
export function readAddress(text: string): string | undefined {
  const trimmed = text.trim()
  return mailAddressSchema.safeParse(trimmed).success ? trimmed : undefined
}

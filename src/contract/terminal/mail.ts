/** Receipts and quotes by e-mail, as screens ask for them and are shown them. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { mailFateSchema, mailTroubleSchema } from '../../domain/mail/wish.ts'
import { instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** The newest that are shown. */
export const MAILS_SHOWN = 50

/** For so long a mail that came to nothing is shown to whoever stands at the till. */
export const FAILED_SHOWN_DAYS = 7

export const mailReceiptSchema = guardedSchema.extend({
  sale: idSchema,
  /** As it was typed. */
  address: z.string().max(300),
})

export const mailQuoteSchema = mailReceiptSchema.omit({ sale: true }).extend({ park: idSchema })

export const mailViewSchema = z.object({
  mail: idSchema,
  /** The number of the sale, null where it is not known here, or of the quote. */
  number: z.string().nullable(),
  at: instantSchema,
  /** `waiting` until the backend has said anything: it may never have heard of it yet. */
  state: z.union([z.literal('waiting'), mailFateSchema.shape.state]),
  /** Why it is not sent yet, or never will be. */
  trouble: mailTroubleSchema.nullable(),
})

/** Of one sale, or one quote. */
export const mailsOfOneSchema = z.object({
  /** As they were asked for. */
  mails: z.array(mailViewSchema),
  /** Where the customer agreed to be written to; null where nobody is known who did. */
  offered: z.string().nullable(),
  /** There is an address of a customer who did not agree to be written to. */
  isWithheld: z.boolean(),
})

export const mailsViewSchema = z.object({ mails: z.array(mailViewSchema).max(MAILS_SHOWN) })

export type MailQuote = z.infer<typeof mailQuoteSchema>
export type MailReceipt = z.infer<typeof mailReceiptSchema>
export type MailView = z.infer<typeof mailViewSchema>
export type MailsOfOne = z.infer<typeof mailsOfOneSchema>
export type MailsView = z.infer<typeof mailsViewSchema>

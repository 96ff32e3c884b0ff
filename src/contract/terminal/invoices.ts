/** What a screen asks about invoices. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { receiptDocumentSchema } from '../../domain/receipt/document.ts'
import { guardedSchema } from './commands.ts'

export const issueInvoiceSchema = guardedSchema.extend({
  sale: idSchema,
  /**
   * Whom it names where the sale was nobody's, or of somebody who lacks what an invoice needs; null
   * for nobody else. One that was issued stays theirs.
   */
  customer: idSchema.nullable(),
})

export const invoiceViewSchema = z.object({
  /** Its number as it is printed. */
  invoice: z.string(),
  /** 0 for the original. */
  copy: z.int().min(0),
  document: receiptDocumentSchema,
})
export type InvoiceView = z.infer<typeof invoiceViewSchema>

/**
 * A receipt as a document, before any printer: what the till shows, stores with the print job and
 * hands to a driver. Text is text; nothing in it can become a printer command.
 */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { logoSchema } from './logo.ts'

const text = z.string().max(400)

export const receiptElementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('text'),
    text,
    align: z.enum(['start', 'center', 'end']),
    bold: z.boolean(),
    /** `double` is twice as wide and as high: the store's name, the total. */
    size: z.enum(['normal', 'double']),
  }),
  /** Words at the start of a line, a figure at its end; the words wrap, the figure never does. */
  z.object({
    kind: z.literal('row'),
    start: text,
    end: text,
    bold: z.boolean(),
    size: z.enum(['normal', 'double']),
  }),
  z.object({ kind: z.literal('rule') }),
  z.object({ kind: z.literal('space'), lines: z.int().min(1).max(10) }),
  z.object({ kind: z.literal('code128'), data: z.string().regex(/^[ -~]{1,40}$/) }),
  z.object({ kind: z.literal('qr'), data: z.string().min(1).max(300) }),
  /** Stands for the store's logo, which is put in when it is printed or shown. */
  z.object({ kind: z.literal('logo') }),
  logoSchema.safeExtend({ kind: z.literal('picture') }),
  /** Stands for the code of the sale's credit note, which is made when it is printed. */
  z.object({ kind: z.literal('credit-code'), sale: idSchema }),
])

export const receiptDocumentSchema = z.object({
  language: z.string().max(35),
  direction: z.enum(['ltr', 'rtl']),
  elements: z.array(receiptElementSchema).max(5000),
})

export type ReceiptElement = z.infer<typeof receiptElementSchema>
export type ReceiptDocument = z.infer<typeof receiptDocumentSchema>

/** What the owner asks about invoices. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'
import { base } from './base.ts'
import { ofStore } from './office-need.ts'

/** Rows of one answer; `next` asks for those after. */
export const INVOICES_SHOWN = 500

export const invoicesInputSchema = z.strictObject({
  store: idSchema.optional(),
  /** Business dates, both included. */
  from: businessDateSchema,
  to: businessDateSchema,
  /** Behind this one: `next` of the answer before. */
  after: z.string().max(200).optional(),
})

export const invoiceRowsSchema = z.object({
  invoices: z.array(
    z.object({
      invoice: z.string(),
      receipt: z.string(),
      sale: idSchema,
      terminal: idSchema,
      customer: idSchema,
      at: instantSchema,
      businessDate: businessDateSchema,
      currency: z.string(),
      tax: z.int(),
      total: z.int(),
    }),
  ),
  next: z.string().nullable(),
})

type Rows = z.infer<typeof invoiceRowsSchema>
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface InvoiceRows extends Rows {}
const rows: z.ZodType<InvoiceRows> = invoiceRowsSchema

export const invoicesContract = {
  list: base
    .meta(ofStore('export-books'))
    .route({
      method: 'GET',
      path: '/administration/invoices',
      summary: 'The invoices of some business dates, with what their sales came to',
    })
    .input(invoicesInputSchema)
    .output(rows),
}

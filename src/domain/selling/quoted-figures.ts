/** What the slip of a cart that waits says of its goods: what a sale of it would have said. */
import { z } from 'zod'
import { saleLineSchema, sellerSchema } from '../journal/sale-parts.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { taxShareSchema } from '../pricing/priced.ts'
import { LINES_LIMIT, TAXES_LIMIT } from './draft.ts'

export const quotedFiguresSchema = z.object({
  seller: sellerSchema,
  lines: z.array(saleLineSchema).min(1).max(LINES_LIMIT),
  taxes: z.array(taxShareSchema).max(TAXES_LIMIT),
  taxIncluded: z.boolean(),
  currency: currencySchema,
  subtotal: minorSchema,
  total: minorSchema,
})
export type QuotedFigures = z.infer<typeof quotedFiguresSchema>

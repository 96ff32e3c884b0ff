/** A sale as it comes down to the terminals of its store, so that its goods can come back. */
import { isMoney } from '../accounts/moves.ts'
import { z } from 'zod'
import { containsSchema } from '../catalogue/stock.ts'
import { salePointsSchema } from '../customer/loyalty.ts'
import { idSchema } from '../identifier.ts'
import { MAILS_OF_SALE, mailFateSchema, type MailFate } from '../mail/wish.ts'
import type { Entry } from '../journal/facts.ts'
import { saleLineSchema, type SaleLine } from '../journal/sale-parts.ts'
import { tenderSchema } from '../selling/tender.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { taxShareSchema } from '../pricing/priced.ts'
import { quantity, quantitySchema, type Quantity } from '../quantity.ts'
import { LINES_LIMIT, TAXES_LIMIT } from '../selling/draft.ts'
import { businessDateSchema, instantSchema } from '../time.ts'

export const soldSaleSchema = z.object({
  /** Of the sale. */
  id: idSchema,
  kind: z.literal('sale'),
  store: idSchema,
  terminal: idSchema,
  at: instantSchema,
  businessDate: businessDateSchema,
  receipt: z.string().max(40),
  /** Where it was ordered online; absent for a sale at a counter. */
  channel: z.literal('web').optional(),
  currency: currencySchema,
  taxIncluded: z.boolean(),
  engine: z.int().min(1),
  lines: z.array(saleLineSchema).max(LINES_LIMIT),
  taxes: z.array(taxShareSchema).max(TAXES_LIMIT),
  tenders: z.array(tenderSchema).max(20),
  total: minorSchema,
  /** By line: how much of it has come back, as far as the backend knew. */
  returned: z.record(idSchema, quantitySchema),
  /** Whose purchase it was; absent where nobody knew. */
  customer: idSchema.optional(),
  /** What it did to their points; absent where the store gave none. */
  points: salePointsSchema.optional(),
  /** By place of the tender: what went back to it, as far as is known; absent where nothing. */
  refunded: z.record(z.string().regex(/^\d{1,2}$/), minorSchema).optional(),
  /** What became of its receipt by e-mail, the newest; absent where nobody asked for it. */
  mails: z.array(mailFateSchema).max(MAILS_OF_SALE).optional(),
})
export type SoldSale = z.infer<typeof soldSaleSchema>

/** With each row the last entries of the asking terminal that it contains. */
export const salesDocumentSchema = soldSaleSchema.extend({ contains: containsSchema })

/** What the backend knows of a sale beside its entry. */
type Known = Partial<Pick<SoldSale, 'returned' | 'refunded'>> & {
  readonly mails?: readonly MailFate[] | undefined
}

export function soldSaleOf(
  { store, terminal, at, businessDate, body }: Entry<'sale-completed'>,
  { returned = {}, refunded, mails }: Known = {},
): SoldSale {
  const { sale: id, receipt, currency, taxIncluded, engine, lines, taxes, tenders, total } = body
  const { customer, channel, points } = body
  const place = { id, kind: 'sale', store, terminal, at, businessDate, receipt } as const
  const known = {
    ...(customer !== undefined && { customer }),
    ...(channel && { channel }),
    ...(points && { points }),
    ...(refunded && { refunded }),
    ...(mails && { mails: [...mails] }),
  }
  const sold = { currency, taxIncluded, engine, lines, taxes, tenders, total, returned }
  return { ...place, ...sold, ...known }
}

/** How much of a line can still come back; 0 for what was a return itself, or is no goods. */
export function returnableOf(sale: SoldSale, line: SaleLine): Quantity {
  if (isMoney(line)) return quantity(0)
  return quantity(Math.max(0, line.quantity - (sale.returned[line.id] ?? 0)))
}

/** How a terminal asks for a sale that it does not hold: an old one, or another store's. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { salesDocumentSchema } from '../../domain/returns/sold.ts'
import { businessDateSchema, instantSchema } from '../../domain/time.ts'

export const FOUND_SALES_LIMIT = 20

/**
 * By its receipt number, by the layaway that it paid for, or by the day and what it came to; with
 * none of these nothing is found.
 */
export const findSalesInputSchema = z.object({
  receipt: z.string().max(40).optional(),
  layaway: idSchema.optional(),
  date: businessDateSchema.optional(),
  /** Minor units, as text in a query string. */
  total: z.coerce.number().int().optional(),
})

const foundShape = z.object({
  sales: z.array(salesDocumentSchema.omit({ contains: true })).max(FOUND_SALES_LIMIT),
  /** The last entries of the asking terminal that what has come back contains. */
  contains: salesDocumentSchema.shape.contains,
})
/** By its name: spelt out, the whole contract's type would be too long to write. */
export interface FoundSales extends z.infer<typeof foundShape> {}
export const findSalesOutputSchema: z.ZodType<FoundSales> = foundShape

/** `since`: an instant, as text in a query string. */
export const lowestPriceInputSchema = z.object({
  variant: idSchema,
  since: z.coerce.number().pipe(instantSchema),
})
export type LowestPriceAsked = z.infer<typeof lowestPriceInputSchema>

export const lowestPriceOutputSchema = z.object({ unitPrice: unitPriceSchema.nullable() })

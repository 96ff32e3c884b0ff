/** What the online store shows: products, prices and what can be had right now. */
import { z } from 'zod'
import { unitSchema } from '../../domain/catalogue/unit.ts'
import { idSchema } from '../../domain/identifier.ts'
import { currencySchema, unitPriceSchema } from '../../domain/money.ts'
import { quantitySchema } from '../../domain/quantity.ts'

export const offerSchema = z.object({
  variant: idSchema,
  name: z.string(),
  size: z.string(),
  brand: z.string(),
  department: z.string(),
  barcodes: z.array(z.string()),
  currency: currencySchema,
  unit: unitSchema,
  /** For who is signed in: the lowest of the lists that are theirs. */
  unitPrice: unitPriceSchema,
  /** What the store's own list asks, where that is more. */
  shelfPrice: unitPriceSchema.optional(),
  /** False for what is handed over by a person only: ages, serial numbers, choices. */
  isSoldOnline: z.boolean(),
  /** Never below zero outward, whatever the ledger says. */
  available: quantitySchema,
})

export const offersInputSchema = z.object({
  search: z.string().max(100).optional(),
  barcode: z
    .string()
    .regex(/^\d{8,14}$/)
    .optional(),
  department: idSchema.optional(),
  page: z.coerce.number().int().min(1).max(10_000).optional(),
})

export const offersOutputSchema = z.object({
  offers: z.array(offerSchema),
  total: z.int().min(0),
  page: z.int().min(1),
  pages: z.int().min(1),
})

export type Offer = z.infer<typeof offerSchema>

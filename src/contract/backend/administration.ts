/** What the owner's own commands ask of the backend: import, enrolment codes, figures. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { counterDevicesSchema } from '../../domain/settings.ts'
import { quantitySchema } from '../../domain/quantity.ts'

export const importFormatSchema = z.enum(['groceries', 'shopify', 'woocommerce'])

export const importInputSchema = z.strictObject({
  format: importFormatSchema,
  /** The file's own text; 64 MB is far above any export of these kinds. */
  content: z.string().max(64 * 1024 * 1024),
  /** True: count and name, change nothing. */
  preview: z.boolean(),
  /** For formats without prices and stock: made-up ones, said to be made up. */
  invent: z.strictObject({ seed: z.int().min(0) }).nullable(),
})

export const importReportSchema = z.object({
  format: importFormatSchema,
  /** Rows of the file, without its header. */
  rows: z.int(),
  products: z.int(),
  variants: z.int(),
  barcodes: z.int(),
  /** Rows taken together with an earlier one (the same goods twice). */
  merged: z.int(),
  /** GTINs that more than one product carries: kept, the cashier chooses. */
  sharedBarcodes: z.int(),
  /** Each row that was left out or changed, by its line in the file. */
  remarks: z.array(
    z.object({
      line: z.int(),
      reason: z.string(),
      severity: z.enum(['left-out', 'changed']),
      value: z.string(),
    }),
  ),
  /** Remarks beyond the report's limit: counted below, not listed above. */
  remarksOmitted: z.int(),
  /** Rows that are in the catalogue now (or would be): `imported + merged + leftOut = rows`. */
  imported: z.int(),
  leftOut: z.int(),
  changed: z.int(),
  /** Variants that no price is known for: a till refuses them until they have one. */
  withoutPrice: z.int(),
  /** True where prices and stock were made up. */
  invented: z.boolean(),
  /** Documents that differ from what was there: 0 when the same file is read again. */
  written: z.int(),
  applied: z.boolean(),
})

export const enrolmentCodeInputSchema = z.strictObject({
  store: idSchema.nullable(),
  terminalName: z.string().min(1).max(40),
  /** What stands at the counter; can be changed later, the terminal follows its settings. */
  devices: counterDevicesSchema.optional(),
})
export const enrolmentCodeOutputSchema = z.object({ code: z.string(), expiresAt: z.int() })

export const figuresSchema = z.object({
  entries: z.int(),
  applied: z.int(),
  waiting: z.int(),
  parked: z.int(),
  sales: z.int(),
  turnoverMinor: z.int(),
  variants: z.int(),
  movements: z.int(),
  exceptions: z.int(),
})

export const levelFigureSchema = z.object({
  item: idSchema,
  sku: z.string(),
  name: z.string(),
  opening: quantitySchema,
  onHand: quantitySchema,
  /** Opening and every movement since, added up anew: equal to `onHand` or the ledger is wrong. */
  recomputed: quantitySchema,
})

export type ImportReport = z.infer<typeof importReportSchema>
export type ImportFormat = z.infer<typeof importFormatSchema>

/** What the owner's own commands ask of the backend: import, terminals, entries, figures. */
import { z } from 'zod'
import { idSchema } from '../../domain/identifier.ts'
import { epochSchema } from '../../domain/journal/entry.ts'
import { counterDevicesSchema } from '../../domain/settings.ts'
import { quantitySchema } from '../../domain/quantity.ts'
import { tillClockSchema } from './till-clocks.ts'
import { ENTRIES_FILE_CHARACTERS_LIMIT } from './entries-file.ts'

export const importFormatSchema = z.enum(['groceries', 'shopify', 'woocommerce', 'goods'])

export const importInputSchema = z.strictObject({
  format: importFormatSchema,
  /** The file's own text; 64 MB is far above any export of these kinds. */
  content: z.string().max(64 * 1024 * 1024),
  /** True: count and name, change nothing. */
  preview: z.boolean(),
  /** Whose price list and shelf it is for; the oldest store's where none is named. */
  store: idSchema.optional(),
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

/** A terminal of the owner, by its id. */
export const terminalInputSchema = z.strictObject({ terminal: idSchema })

export const terminalFigureSchema = z.object({
  terminal: idSchema,
  code: z.string(),
  name: z.string(),
  /** Its credential was taken back; its entries may still be imported. */
  revoked: z.boolean(),
  forked: z.boolean(),
  /** Null of one that did not tell it yet. */
  clock: tillClockSchema.nullable(),
  epochs: z.array(
    z.object({
      epoch: epochSchema,
      /** The last entry that was applied. */
      head: z.int().min(0),
      /** The last number that anybody told of. */
      known: z.int().min(0),
      /** The end of the run that the terminal can still send, as it said last. */
      own: z.int().min(0).nullable(),
      closed: z.enum(['next-epoch', 'person']).nullable(),
    }),
  ),
})

export const closeEpochInputSchema = z.strictObject({ terminal: idSchema, epoch: idSchema })

/** Of entries that were set aside: how many were read again, and how many took effect now. */
export const retriedSchema = z.object({ read: z.int().min(0), applied: z.int().min(0) })

export const importEntriesInputSchema = z.strictObject({
  /** The file's own text; a terminal writes more into a second one. */
  content: z.string().max(ENTRIES_FILE_CHARACTERS_LIMIT),
  /**
   * The owner's word that a terminal which this backend does not know is theirs: it was enrolled
   * after the copy that the backend was restored from.
   */
  adopt: z.boolean().default(false),
})

export const importedEntriesSchema = z.object({
  terminal: idSchema,
  entries: z.int().min(0),
  /** How each of them stands now: `known` had been applied before. */
  applied: z.int().min(0),
  known: z.int().min(0),
  waiting: z.int().min(0),
  parked: z.int().min(0),
  forked: z.int().min(0),
})

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
export type TerminalFigure = z.infer<typeof terminalFigureSchema>
export type ImportedEntries = z.infer<typeof importedEntriesSchema>

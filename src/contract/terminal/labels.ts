/** Labels of goods: what is proposed to be printed, and what is. */
import { z } from 'zod'
import { unitSchema } from '../../domain/catalogue/documents.ts'
import { idSchema, textSchema } from '../../domain/identifier.ts'
import { COPIES_LIMIT, labelCodeSchema } from '../../domain/labels/goods-label.ts'
import { unitPriceSchema } from '../../domain/money.ts'
import { instantSchema } from '../../domain/time.ts'
import { guardedSchema } from './commands.ts'

/** Goods that are labelled at a time, and whose labels may wait; more is refused. */
export const LABELS_LIMIT = 500
/** Prices that began no longer ago are still to be labelled; those that come so soon already. */
export const LABELS_SINCE_MS = 3 * 86_400_000
export const LABELS_AHEAD_MS = 14 * 86_400_000

export const proposedLabelsSchema = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('goods'), variant: idSchema }),
  /** What stands on the list of a delivery: a label for each piece. */
  z.strictObject({ of: z.literal('delivery') }),
  /** Goods whose price changes, or did a short while ago: one label each. */
  z.strictObject({ of: z.literal('prices') }),
])
export type ProposedLabels = z.infer<typeof proposedLabelsSchema>

const copiesSchema = z.int().min(1).max(COPIES_LIMIT)

const labelLineSchema = z.object({
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  code: labelCodeSchema.nullable(),
  /** What the label shall say; null where the goods have no price. */
  unitPrice: unitPriceSchema.nullable(),
  /** From when that holds; null where it holds now, or as soon as the backend has it. */
  from: instantSchema.nullable(),
  copies: copiesSchema,
})
export type LabelLine = z.infer<typeof labelLineSchema>

export const labelsViewSchema = z.object({
  lines: z.array(labelLineSchema).max(LABELS_LIMIT),
  /** There are more than are listed. */
  isCut: z.boolean(),
})
export type LabelsView = z.infer<typeof labelsViewSchema>

export const printLabelsSchema = guardedSchema.extend({
  labels: z
    .array(
      z.strictObject({
        variant: idSchema,
        /** As the person saw it: any other is `goods-outdated`. */
        unitPrice: unitPriceSchema.nullable(),
        copies: copiesSchema,
      }),
    )
    .min(1)
    .max(LABELS_LIMIT),
})

export const printedLabelsSchema = z.object({ jobs: z.int().min(1) })

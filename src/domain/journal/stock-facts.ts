/** What entries say of work on the stock. */
import { z } from 'zod'
import { unitSchema } from '../catalogue/documents.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { currencySchema, minorSchema } from '../money.ts'
import { quantitySchema } from '../quantity.ts'
import { LINES_LIMIT, MOVEMENTS_LIMIT } from '../selling/draft.ts'
import { noteSchema } from '../selling/line-detail.ts'
import { adjustmentReasonSchema } from '../stock/adjustment.ts'
import { movementSchema } from './movement.ts'

const stockLineSchema = z.object({
  id: idSchema,
  variant: idSchema,
  name: textSchema(200),
  size: textSchema(80),
  unit: unitSchema,
  quantity: quantitySchema.refine((value) => value > 0),
})

export const stockFacts = {
  /** Goods are gone, or there, that nobody bought or sold. */
  'stock-adjusted': z.object({
    adjustment: idSchema,
    reason: adjustmentReasonSchema,
    note: noteSchema.min(1).optional(),
    currency: currencySchema,
    /** At the prices of then; absent where one of the goods had none. */
    worth: minorSchema.optional(),
    lines: z.array(stockLineSchema).min(1).max(LINES_LIMIT),
    /** The reason says which way they go. */
    movements: z.array(movementSchema).min(1).max(MOVEMENTS_LIMIT),
  }),
} as const

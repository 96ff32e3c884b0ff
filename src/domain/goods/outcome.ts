/** What became of a wish, as the catalogue feed tells it to every till of the tenant. */
import { z } from 'zod'
import { gtinSchema } from '../barcode/gtin.ts'
import { idSchema, textSchema } from '../identifier.ts'
import { instantSchema } from '../time.ts'
import { BARCODES_LIMIT, goodsFieldSchema, goodsPatchSchema } from './change.ts'

/** Why the backend could not do as it was told; the wish stays in the journal, to be said again. */
export const refusedSchema = z.enum([
  'goods-unknown',
  'department-unknown',
  'tax-class-unknown',
  'price-list-unknown',
])
export type Refused = z.infer<typeof refusedSchema>

export const goodsOutcomeSchema = z.object({
  /** Of the wish. */
  id: idSchema,
  kind: z.literal('goods-change'),
  variant: idSchema,
  /** What the goods are called with it. */
  name: textSchema(200),
  isNew: z.boolean(),
  /** What was wanted; of new goods nothing, since they are what they are. */
  wanted: goodsPatchSchema,
  terminal: idSchema,
  /** Of the terminal, as receipts have it. */
  code: textSchema(8),
  actor: idSchema.nullable(),
  at: instantSchema,
  from: instantSchema.nullable(),
  /** Waiting: what has no date of its own (all but prices) is done when its moment comes. */
  state: z.enum(['waiting', 'applied', 'refused']),
  reason: refusedSchema.nullable(),
  /** What had become of it before this came, unseen by whoever wanted this. */
  crossed: z.array(goodsFieldSchema),
  /** A later wish that did not know of this one counts instead of it, in some field. */
  overtakenBy: idSchema.nullable(),
  /** Codes that other goods carry as well: the cashier chooses. */
  shared: z.array(gtinSchema).max(BARCODES_LIMIT),
})
export type GoodsOutcome = z.infer<typeof goodsOutcomeSchema>

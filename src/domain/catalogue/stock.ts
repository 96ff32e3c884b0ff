/** What the stock collection replicates down: levels of items, and what was ordered of them. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { quantitySchema } from '../quantity.ts'
import { purchaseOrderSchema } from '../stock/purchase-order.ts'
import { transferSchema } from '../stock/transfer.ts'
import { containsSchema } from './contains.ts'

export { CONTAINED_EPOCHS_LIMIT, containsSchema, type Contains } from './contains.ts'

export const levelSchema = z.object({
  /** `location/item`. */
  id: z.string().max(80),
  kind: z.literal('level'),
  location: idSchema,
  item: idSchema,
  onHand: quantitySchema,
  reserved: quantitySchema,
  /** on hand − reserved − unavailable − safety stock; may be negative after an oversell. */
  available: quantitySchema,
  contains: containsSchema,
})

/** What the stock collection brings, told apart by `kind`. */
export const stockDocumentSchema = z.discriminatedUnion('kind', [
  levelSchema,
  purchaseOrderSchema,
  transferSchema,
])
export type Level = z.infer<typeof levelSchema>

/** The id of the level of an item at a location. */
export function levelId(location: string, item: string): string {
  return `${location}/${item}`
}

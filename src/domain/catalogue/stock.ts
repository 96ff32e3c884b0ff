/** What the stock collection replicates down: one level per inventory item and location. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { epochSchema } from '../journal/entry.ts'
import { quantitySchema } from '../quantity.ts'

/**
 * The last entry of the asking terminal that a pulled row contains, from the row's own snapshot.
 */
export const containsSchema = z.object({ epoch: epochSchema, seq: z.int().min(0) }).nullable()

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

export const stockDocumentSchema = levelSchema
export type Level = z.infer<typeof levelSchema>
export type Contains = z.infer<typeof containsSchema>

/** The id of the level of an item at a location. */
export function levelId(location: string, item: string): string {
  return `${location}/${item}`
}

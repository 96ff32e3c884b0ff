/** What the stock collection replicates down: one level per inventory item and location. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { quantitySchema } from '../quantity.ts'

/**
 * Epochs of one terminal that a row tells of, the newest: what a terminal wrote in an older one
 * counts as contained. Two machines under one name share them.
 */
export const CONTAINED_EPOCHS_LIMIT = 50

/**
 * By the id of each epoch of the asking terminal: the last of its entries that a pulled row
 * contains, from the row's own snapshot. Of an epoch that is not named it contains none.
 */
export const containsSchema = z
  .record(idSchema, z.int().min(1))
  .refine((heads) => Object.keys(heads).length <= CONTAINED_EPOCHS_LIMIT)

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

/** How far a pulled row contains the asking terminal's own entries. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'

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
export type Contains = z.infer<typeof containsSchema>

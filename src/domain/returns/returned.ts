/** Goods that come back: of which sale, why, in what state, and what becomes of them. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'

export const returnReasonSchema = z.enum([
  'unwanted',
  'does-not-fit',
  'faulty',
  'wrong-goods',
  'expired',
  'other',
])
export type ReturnReason = z.infer<typeof returnReasonSchema>

export const goodsConditionSchema = z.enum(['as-new', 'opened', 'damaged'])
export type GoodsCondition = z.infer<typeof goodsConditionSchema>

/** Of goods that come back without a receipt: why, in what state, and what becomes of them. */
export const unprovenSchema = z.object({
  reason: returnReasonSchema,
  condition: goodsConditionSchema,
  restocked: z.boolean(),
})
export type Unproven = z.infer<typeof unprovenSchema>

/** What a line of returned goods says beside what they are; its quantity is negative. */
export const returnedSchema = z.object({
  /** The sale and its line; where they were sold is told by the receipt number. */
  sale: idSchema,
  line: idSchema,
  receipt: z.string().max(40),
  reason: returnReasonSchema,
  condition: goodsConditionSchema,
  /** Whether they go back to the shelf. */
  restocked: z.boolean(),
  /** Names the claim at the backend that these goods are returned here and nowhere else. */
  claim: idSchema,
  /** Shown by a receipt that was made to be given away: whoever brings it gets credit. */
  gift: z.literal(true).optional(),
  /**
   * Whose purchase it was, and the points that its sale had brought them; absent where nobody was
   * named or the store gave none, and by a gift receipt: the giver keeps what it had brought.
   */
  brought: z.object({ customer: idSchema, points: z.int().min(0) }).optional(),
  /** Whether the backend had given its word for the claim, or nobody had when they came back. */
  word: z.enum(['granted', 'none']),
})
export type Returned = z.infer<typeof returnedSchema>

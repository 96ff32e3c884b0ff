/** Why stock is other than what was bought and sold, and which way each reason goes. */
import { z } from 'zod'

export const adjustmentReasonSchema = z.enum([
  'damaged',
  'expired',
  'stolen',
  'own-use',
  'given-away',
  'found',
])
export type AdjustmentReason = z.infer<typeof adjustmentReasonSchema>

/** 1 for what comes back onto the shelf, -1 for what is gone from it. */
export function directionOf(reason: AdjustmentReason): 1 | -1 {
  return reason === 'found' ? 1 : -1
}

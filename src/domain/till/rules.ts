/** What a store says of its tills, and how careful one is that says nothing. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import type { CashMoveKind } from './cash-move.ts'

/** A person reads them all before they touch one. */
const REASONS_LIMIT = 12
export const CASH_REASON_LONGEST = 80
const reasonsSchema = z.array(textSchema(CASH_REASON_LONGEST).min(1)).max(REASONS_LIMIT)

export const tillRulesSchema = z.strictObject({
  /**
   * Whether everybody at a terminal sells from one drawer, or each from their own: then a session
   * is of whoever opens it, and as many are under way as people have opened. Absent is shared.
   */
  drawers: z.enum(['shared', 'own']).optional(),
  /**
   * By how much counted and expected may differ, in minor units, before a reason and somebody who
   * may accept it are needed. Absent is nothing at all. Of other money every difference counts.
   */
  tolerance: z.int().min(0).max(1_000_000).optional(),
  /**
   * Why cash may move without a sale. Where a kind has a list, its reason is one of the list, and
   * all else goes into the note; where it has none, it is said freely. A drawer that is opened
   * without a sale is only offered its list.
   */
  reasons: z
    .strictObject({
      'paid-in': reasonsSchema,
      'paid-out': reasonsSchema,
      'safe-drop': reasonsSchema,
      'tips-paid-out': reasonsSchema,
      'no-sale': reasonsSchema,
    })
    .partial()
    .optional(),
})
export type TillRules = z.infer<typeof tillRulesSchema>

/** Whether a store takes this as the reason of a move. */
export function isReason(
  rules: TillRules | undefined,
  kind: CashMoveKind,
  reason: string,
): boolean {
  const listed = rules?.reasons?.[kind] ?? []
  return listed.length === 0 || listed.includes(reason)
}

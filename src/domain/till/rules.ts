/** What a store says of its tills, and how careful one is that says nothing. */
import { z } from 'zod'
import { textSchema } from '../identifier.ts'
import type { CashMoveKind } from './cash-move.ts'

/** A person reads them all before they touch one. */
const REASONS_LIMIT = 12
export const CASH_REASON_LONGEST = 80
const reasonsSchema = z.array(textSchema(CASH_REASON_LONGEST).min(1)).max(REASONS_LIMIT)

/** What leaves paper in a till that is no money. */
export const slipKindSchema = z.enum(['card', 'voucher'])

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
   * Tenders whose slips are counted with the drawer: of these what is not said was not there.
   * Absent offers all that leave paper, and what is not said was not counted.
   */
  slips: z.array(slipKindSchema).max(slipKindSchema.options.length).optional(),
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

export interface SlipAsked {
  readonly kind: z.infer<typeof slipKindSchema>
  /** Of a voucher: as the store calls it. */
  readonly name?: string | undefined
}

/** What a count asks for: the store's kinds, whatever was taken, so that it tells nothing. */
export function slipsAsked(
  rules: TillRules | undefined,
  takesCards: boolean,
  vouchers: readonly string[],
): SlipAsked[] {
  const all: SlipAsked[] = [
    ...(takesCards ? [{ kind: 'card' } as const] : []),
    ...vouchers.map((name) => ({ kind: 'voucher', name }) as const),
  ]
  const kinds = rules?.slips
  return kinds ? all.filter(({ kind }) => kinds.includes(kind)) : all
}

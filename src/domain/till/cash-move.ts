/** Cash that goes into the drawer or out of it without a sale, and the pieces that make it. */
import { z } from 'zod'
import { minor, minorSchema, type Minor } from '../money.ts'
import type { Permission } from '../permission.ts'

/** Change from the bank; an errand; what is too much for a drawer; tips that go to the staff. */
export const cashMoveKindSchema = z.enum(['paid-in', 'paid-out', 'safe-drop', 'tips-paid-out'])
export type CashMoveKind = z.infer<typeof cashMoveKindSchema>

/** What each takes; its extent is the amount where that is in the store's own currency. */
export const MOVE_PERMISSIONS: Readonly<Record<CashMoveKind, Permission>> = {
  'paid-in': 'pay-in',
  'paid-out': 'pay-out',
  'safe-drop': 'drop-cash',
  'tips-paid-out': 'pay-out',
}

/** What it does to the drawer: positive goes in. `amount` is always above zero. */
export function drawerEffect(kind: CashMoveKind, amount: Minor): Minor {
  return kind === 'paid-in' ? amount : minor(0 - amount)
}

/** As many kinds of notes and coins as a store lists, and more of one than any drawer holds. */
const KINDS_LIMIT = 30
const PIECES_LIMIT = 9999

/** So many of each note or coin; `value` in minor units of the currency that was counted. */
export const piecesSchema = z
  .array(z.object({ value: minorSchema, count: z.int().min(1).max(PIECES_LIMIT) }))
  .max(KINDS_LIMIT)
export type Pieces = z.infer<typeof piecesSchema>

/** Whether counted pieces make the amount that is said; nothing counted says nothing. */
export function piecesMake(pieces: Pieces | undefined, amount: Minor): boolean {
  if (pieces === undefined) return true
  return pieces.reduce((sum, { value, count }) => sum + value * count, 0) === amount
}

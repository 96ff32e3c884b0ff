/** Goods that moved: whatever an entry is about, its movements say what it did to the shelf. */
import { z } from 'zod'
import { idSchema } from '../identifier.ts'
import { quantitySchema } from '../quantity.ts'
import type { Fact, FactKind } from './facts.ts'

export const movementSchema = z.object({
  item: idSchema,
  location: idSchema,
  /** Signed: negative leaves the location. */
  quantity: quantitySchema,
})
export type Movement = z.infer<typeof movementSchema>

/** Those whose body has movements. */
export const MOVING_KINDS = [
  'sale-completed',
  'cart-parked',
  'stock-adjusted',
  'goods-received',
  'transfer-sent',
  'stock-counted',
] as const satisfies readonly FactKind[]
export type MovingKind = (typeof MOVING_KINDS)[number]

/** What an entry did to the shelf; nothing for most kinds. */
export function movementsIn({ body }: Pick<Fact, 'body'>): readonly Movement[] {
  return ('movements' in body ? body.movements : undefined) ?? []
}

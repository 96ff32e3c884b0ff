/** What is chosen of a sale to come back. */
import type { ReturnGoods, SoldLineView } from '../../../src/contract/terminal/returns.ts'
import { quantity, QUANTITY_SCALE, type Quantity } from '../../../src/domain/quantity.ts'
import type { GoodsCondition, ReturnReason } from '../../../src/domain/returns/returned.ts'

export interface Choice {
  readonly quantity: Quantity
  /** A person's own word; undefined where the state of the goods decides. */
  readonly restock: boolean | undefined
}

/** By line. */
export type Chosen = Readonly<Record<string, Choice>>

/** One piece more or less; what is weighed or measured comes back whole, or not at all. */
export function withCount(chosen: Chosen, line: SoldLineView, by: 1 | -1): Chosen {
  const before = chosen[line.id]
  const step = line.unit === 'piece' ? QUANTITY_SCALE : line.returnable
  const next = (before?.quantity ?? 0) + by * step
  const count = quantity(Math.min(Math.max(next, 0), line.returnable))
  return { ...chosen, [line.id]: { quantity: count, restock: before?.restock } }
}

/** Undefined while nothing is chosen, or nobody said why it comes back. */
export function returnOf(
  chosen: Chosen,
  reason: ReturnReason | null,
  condition: GoodsCondition,
): ReturnGoods['lines'] | undefined {
  const lines = Object.entries(chosen).filter(([, choice]) => choice.quantity > 0)
  if (lines.length === 0 || reason === null) return undefined
  return lines.map(([line, { quantity: count, restock }]) => ({
    ...{ line, quantity: count, reason, condition },
    restock: restock ?? condition === 'as-new',
  }))
}

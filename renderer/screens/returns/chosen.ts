/** What is chosen of a sale to come back. */
import type { ReturnGoods, SoldLineView } from '../../../src/contract/terminal/returns.ts'
import { quantity, QUANTITY_SCALE, type Quantity } from '../../../src/domain/quantity.ts'
import { readQuantity } from '../../state/entry.ts'
import type { GoodsCondition, ReturnReason } from '../../../src/domain/returns/returned.ts'

export interface Choice {
  readonly quantity: Quantity
  /** A person's own word; undefined where the state of the goods decides. */
  readonly restock: boolean | undefined
}

/** How much of one line comes back, while it is being typed. */
export interface Typed {
  readonly line: string
  readonly text: string
}

/** By line. */
export type Chosen = Readonly<Record<string, Choice>>

/** So much of it, whatever was chosen before. */
export function withCount(chosen: Chosen, line: SoldLineView, count: Quantity): Chosen {
  const restock = chosen[line.id]?.restock
  return { ...chosen, [line.id]: { quantity: count, restock } }
}

/** One more or less: a piece, a metre, a kilogram, and at most what can come back. */
export function stepped({ returnable }: SoldLineView, count: number, by: 1 | -1): Quantity {
  return quantity(Math.min(Math.max(count + by * QUANTITY_SCALE, 0), returnable))
}

/** What was typed; undefined where it is none, more than can come back, or a part of a piece. */
export function countOf({ unit, returnable }: SoldLineView, text: string): Quantity | undefined {
  const count = readQuantity(text)
  if (count === null || count > returnable) return undefined
  return unit === 'piece' && count % QUANTITY_SCALE !== 0 ? undefined : count
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

/** Taking money: what to offer as quick amounts, and what change is due. */
import { minor, type Minor } from '../money.ts'

/**
 * Amounts that a customer is likely to hand over for `due`: the exact sum first, then for each
 * denomination the least multiple that covers it, smallest first and without repeats; at most `most`.
 */
export function quickAmounts(
  due: Minor,
  denominations: readonly Minor[],
  most = 5,
): readonly Minor[] {
  if (due <= 0) return []
  const covering = denominations
    .filter((denomination) => denomination > 0)
    .map((denomination) => Math.ceil(due / denomination) * denomination)
  const distinct = [...new Set([due as number, ...covering])].toSorted((a, b) => a - b)
  return distinct.slice(0, most).map(minor)
}

/** What goes back to the customer; undefined where too little was given. */
export function changeFor(due: Minor, tendered: Minor): Minor | undefined {
  return tendered < due ? undefined : minor(tendered - due)
}

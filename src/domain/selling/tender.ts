/** Taking money: what to offer as quick amounts, and what change is due. */
import { minor, MINOR_LIMIT, type Minor } from '../money.ts'

/**
 * Smaller coins than this part of the sum are not what makes an amount likely to be handed over.
 */
const SMALLEST_PART = 10

/**
 * Amounts that a customer is likely to hand over for `due`: the exact sum first, then for each
 * denomination worth at least a tenth of it the least multiple that covers it, smallest first and
 * without repeats; at most `most`. 12.34 gives 12.34, 14, 15, 20, 50.
 */
export function quickAmounts(
  due: Minor,
  denominations: readonly Minor[],
  most = 5,
): readonly Minor[] {
  if (due <= 0) return []
  const covering = denominations
    .filter((denomination) => denomination > 0 && denomination * SMALLEST_PART >= due)
    .map((denomination) => Math.ceil(due / denomination) * denomination)
    .filter((amount) => amount <= MINOR_LIMIT)
  const distinct = [...new Set([due as number, ...covering])].toSorted((a, b) => a - b)
  return distinct.slice(0, most).map(minor)
}

/** What goes back to the customer; undefined where too little was given. */
export function changeFor(due: Minor, tendered: Minor): Minor | undefined {
  return tendered < due ? undefined : minor(tendered - due)
}

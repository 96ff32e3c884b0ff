/** Taking money: what to offer as quick amounts, and what change is due. */
import { minor, MINOR_LIMIT, type Minor } from '../money.ts'

/** A customer hands over a note or two; whoever counts out more has it exact. */
const PIECES = 2

/**
 * Amounts that a customer is likely to hand over for `due`: the exact sum first, then what covers
 * it with at most two notes or coins, smallest first and without repeats; at most `most`. In euros
 * 6.27 gives 6.27, 7, 10, 20, 50.
 */
export function quickAmounts(
  due: Minor,
  denominations: readonly Minor[],
  most = 5,
): readonly Minor[] {
  if (due <= 0) return []
  const pieces = denominations.filter((denomination) => denomination > 0).toSorted((a, b) => b - a)
  const covering = pieces
    .map((denomination) => Math.ceil(due / denomination) * denomination)
    .filter((amount) => amount <= MINOR_LIMIT && countOf(amount, pieces) <= PIECES)
  const distinct = [...new Set([due as number, ...covering])].toSorted((a, b) => a - b)
  return distinct.slice(0, most).map(minor)
}

/** How many pieces make an amount when the largest that fits is always taken next. */
function countOf(amount: number, largestFirst: readonly number[]): number {
  let rest = amount
  return largestFirst.reduce((count, piece) => {
    const taken = Math.floor(rest / piece)
    rest -= taken * piece
    return count + taken
  }, 0)
}

/** What goes back to the customer; undefined where too little was given. */
export function changeFor(due: Minor, tendered: Minor): Minor | undefined {
  return tendered < due ? undefined : minor(tendered - due)
}

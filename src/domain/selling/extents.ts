/**
 * How far acts on a cart go, for the limits that a store sets to who may do them alone. What is
 * done bit by bit counts together.
 */
import { MINOR_LIMIT, minor, multiplyDivided, UNIT_PRICE_SCALE, type Minor } from '../money.ts'
import type { Extent } from '../permission.ts'
import { QUANTITY_SCALE } from '../quantity.ts'
import { shareUp } from '../rate.ts'
import type { Draft, Line } from './draft.ts'

type Priced = Pick<Line, 'unitPrice' | 'quantity'>

/** What goods come to at the prices that they were rung at, whichever way they go. */
export function worthOf(goods: readonly Priced[]): Minor {
  let worth = 0
  for (const { unitPrice, quantity } of goods) worth += priceOf(unitPrice, quantity)
  return minor(Math.min(MINOR_LIMIT, worth))
}

/**
 * How far the price of a line is from the one that it was rung at first: many small changes go as
 * far as one.
 */
export function priceExtentOf({
  priceChange,
  unitPrice,
  quantity,
}: Priced & Pick<Line, 'priceChange'>): Extent {
  const before = priceChange?.before ?? unitPrice
  const difference = Math.abs(unitPrice - before)
  const percent = shareUp(difference, before)
  return {
    ...(percent !== undefined && { percent }),
    amount: minor(Math.min(MINOR_LIMIT, priceOf(difference, quantity))),
  }
}

/** All that the cart lost: what was removed from it until now. */
export function removedFrom({ removals }: Pick<Draft, 'removals'>): Extent {
  return { amount: worthOf(removals) }
}

/** The same with all that is still in it. */
export function givenUpWith({ removals, lines }: Pick<Draft, 'removals' | 'lines'>): Extent {
  return { amount: worthOf([...removals, ...lines]) }
}

/** All that goes back in one cart for goods that come back, `more` of it now. */
export function givenBackIn({ lines }: Pick<Draft, 'lines'>, more = 0): Extent {
  let back = more
  for (const { refund, unproven, unitPrice, quantity } of lines) {
    if (refund) back -= refund.total
    else if (unproven) back += priceOf(unitPrice, quantity)
  }
  return { amount: minor(Math.min(MINOR_LIMIT, back)) }
}

function priceOf(price: number, quantity: number): number {
  return multiplyDivided(price, Math.abs(quantity), UNIT_PRICE_SCALE * QUANTITY_SCALE)
}

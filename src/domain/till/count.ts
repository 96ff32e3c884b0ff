/** What a count of the drawer says, once it is told what the drawer should have held. */
import { minor, type Minor } from '../money.ts'

/** All in minor units; `difference` is counted less expected. */
export interface CashCount {
  readonly expected: Minor
  readonly counted: Minor
  readonly difference: Minor
}

export type Balance = 'exact' | 'over' | 'short'

export function cashCount(expected: Minor, counted: Minor): CashCount {
  return { expected, counted, difference: minor(counted - expected) }
}

export function balanceOf({ difference }: Pick<CashCount, 'difference'>): Balance {
  if (difference === 0) return 'exact'
  return difference > 0 ? 'over' : 'short'
}

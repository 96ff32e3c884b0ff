/** What a count of the drawer says, once it is told what the drawer should have held. */
import { minor, type Minor } from '../money.ts'
import type { CountedTenders } from './counted.ts'
import type { TenderFigures } from './tender-figures.ts'

/** All in minor units; `difference` is counted less expected. */
export interface CashCount {
  readonly expected: Minor
  readonly counted: Minor
  readonly difference: Minor
}

/** A tender that is not cash, counted by its slips: against what the sales say. */
export interface TenderCount extends CashCount {
  readonly kind: string
  /** Of a voucher: as the store calls it. */
  readonly name?: string | undefined
  /** How many there were and should be, where somebody counted them; the amount alone decides. */
  readonly slips?: number | undefined
  readonly expectedSlips?: number | undefined
}

/** Only what was counted: slips that nobody looked at say nothing. */
export function tenderCounts(taken: TenderFigures, counted: CountedTenders): TenderCount[] {
  return counted.map(({ kind, name, slips, counted: there }) => {
    const row = taken.find((each) => each.kind === kind)
    const sum = name === undefined ? row : row?.named?.find((each) => each.name === name)
    return {
      ...{ kind, ...cashCount(minor(sum?.amount ?? 0), there) },
      ...(name !== undefined && { name }),
      ...(slips !== undefined && { slips, expectedSlips: sum?.count ?? 0 }),
    }
  })
}

/** What was counted of a session, against what it should be. */
export interface Outcome extends CashCount {
  readonly foreign: readonly CashCount[]
  readonly tenders: readonly TenderCount[]
}

/**
 * How far beyond the tolerance it is: the largest difference in the store's own money; `amount` is
 * absent where other money differs, which no limit covers. Undefined where it is within.
 */
export function beyondTolerance(
  { difference, foreign, tenders }: Outcome,
  tolerance: number,
): { readonly amount?: Minor } | undefined {
  if (foreign.some((each) => each.difference !== 0)) return {}
  const off = [difference, ...tenders.map((each) => each.difference)].map(Math.abs)
  const most = minor(Math.max(...off))
  return most > tolerance ? { amount: most } : undefined
}

export type Balance = 'exact' | 'over' | 'short'

export function cashCount(expected: Minor, counted: Minor): CashCount {
  return { expected, counted, difference: minor(counted - expected) }
}

/**
 * The same for other currencies: each that should be there or was counted, in the order of their
 * codes. What nobody counted was not there.
 */
export function foreignCounts(
  expected: ReadonlyMap<string, Minor>,
  counted: readonly { readonly currency: string; readonly counted: Minor }[],
): (CashCount & { readonly currency: string })[] {
  const found = new Map<string, number>()
  for (const each of counted)
    found.set(each.currency, (found.get(each.currency) ?? 0) + each.counted)
  const currencies = [...new Set([...expected.keys(), ...found.keys()])].toSorted()
  return currencies
    .map((currency) => {
      const there = minor(found.get(currency) ?? 0)
      return { currency, ...cashCount(expected.get(currency) ?? minor(0), there) }
    })
    .filter((count) => count.expected !== 0 || count.counted !== 0)
}

export function balanceOf({ difference }: Pick<CashCount, 'difference'>): Balance {
  if (difference === 0) return 'exact'
  return difference > 0 ? 'over' : 'short'
}

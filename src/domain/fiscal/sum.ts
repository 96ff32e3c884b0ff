/** What several closings come to: a month from its days, a year from its months. */
import { addLayaways } from '../till/layaway-figures.ts'
import { addTenders } from '../till/tender-figures.ts'
import type { FiscalFigures } from './closing.ts'

type Counted = FiscalFigures['returns']

const PLAIN = [
  ...(['sales', 'turnover', 'net', 'tax', 'change', 'cashRounding', 'tips'] as const),
  ...(['priceChanges', 'noSales', 'reprints', 'approvals', 'refusals', 'reads'] as const),
]
const COUNTED = [
  ...(['promotions', 'byHand', 'returns', 'removals', 'abandoned', 'undone'] as const),
]

/** In the order of the keys that a session's figures have, so that one sum has one form. */
export function sumFigures(parts: readonly FiscalFigures[]): FiscalFigures {
  const loads = parts.flatMap((part) => part.loads ?? [])
  const layaways = parts.flatMap((part) => part.layaways ?? [])
  return {
    ...(Object.fromEntries(
      PLAIN.map((name) => [name, parts.reduce((sum, part) => sum + part[name], 0)]),
    ) as Record<(typeof PLAIN)[number], number>),
    ...(Object.fromEntries(
      COUNTED.map((name) => [name, parts.map((part) => part[name]).reduce(together, NOTHING)]),
    ) as Record<(typeof COUNTED)[number], Counted>),
    ...(loads.length > 0 && { loads: loads.reduce(together, NOTHING) }),
    ...(layaways.length > 0 && { layaways: layaways.reduce(addLayaways) }),
    taxes: summed(
      parts.flatMap((part) => part.taxes),
      ({ code, name, rate, compound, joined }) =>
        JSON.stringify([code, name, rate, compound, joined]),
      (a, b) => ({ ...a, base: a.base + b.base, tax: a.tax + b.tax }),
    ),
    tenders: summed(
      parts.flatMap((part) => part.tenders),
      ({ kind }) => kind,
      addTenders,
    ),
    moves: summed(
      parts.flatMap((part) => part.moves),
      ({ kind, currency }) => `${kind} ${currency}`,
      (a, b) => ({ ...a, ...together(a, b) }),
    ),
  }
}

const NOTHING: Counted = { count: 0, amount: 0 }

function together(a: Counted, b: Counted): Counted {
  return { count: a.count + b.count, amount: a.amount + b.amount }
}

function summed<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  add: (a: Row, b: Row) => Row,
): Row[] {
  const sums = new Map<string, Row>()
  for (const row of rows) {
    const key = keyOf(row)
    const before = sums.get(key)
    sums.set(key, before === undefined ? row : add(before, row))
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

/** What one entry says was lost of the stock, or found: its lines by reason, and their sums. */
import type { Unit } from '../catalogue/unit.ts'
import type { Fact } from '../journal/facts.ts'
import { directionOf } from '../stock/adjustment.ts'
import { NOT_ARRIVED } from '../stock/write-off.ts'

/** Kinds of entries that say so. */
export const DIFFERING_KINDS = ['stock-adjusted', 'stock-counted', 'order-closed'] as const

export interface DifferenceLine {
  readonly name: string
  readonly unit: Unit
  /** Thousandths, above zero. */
  readonly quantity: number
  /** Minor units, above zero: at the selling price of then, and what it had cost. */
  readonly worth: number | undefined
  readonly cost: number | undefined
}

export interface StockDifference {
  readonly part: 'stock-lost' | 'stock-found'
  readonly reason: string
  readonly lines: readonly DifferenceLine[]
  /** Of all lines; those that nobody could value add nothing. */
  readonly quantity: number
  readonly worth: number
  readonly cost: number
}

type Named = Pick<StockDifference, 'part' | 'reason'>

export function differencesOf(entry: Fact): StockDifference[] {
  switch (entry.kind) {
    case 'stock-adjusted':
      return [adjusted(entry.body)]
    case 'stock-counted':
      return counted(entry.body)
    case 'order-closed':
      return writtenOff(entry.body)
    default:
      return []
  }
}

/** Older entries say what all of it was worth together, where all goods had a price. */
function adjusted({ reason, lines, worth }: Fact<'stock-adjusted'>['body']): StockDifference {
  const part = directionOf(reason) === 1 ? 'stock-found' : 'stock-lost'
  const isAlone = lines.length === 1
  const told = lines.map((line) =>
    lineOf({ ...line, worth: line.worth ?? (isAlone ? worth : undefined) }),
  )
  const whole = addUp({ part, reason }, told)
  const isOlder = lines.every((line) => line.worth === undefined)
  return isOlder ? { ...whole, worth: worth ?? 0 } : whole
}

function counted({ lines }: Fact<'stock-counted'>['body']): StockDifference[] {
  const found = new Map<string, Named & { readonly lines: DifferenceLine[] }>()
  for (const { variance, reason, ...line } of lines) {
    if (reason === undefined) continue
    const part = variance > 0 ? 'stock-found' : 'stock-lost'
    const key = `${part} ${reason}`
    const group = found.get(key) ?? { part, reason, lines: [] }
    found.set(key, group)
    group.lines.push(lineOf({ ...line, quantity: variance }))
  }
  return [...found.values()].map((group) => addUp(group, group.lines))
}

function writtenOff({ writtenOff: rest }: Fact<'order-closed'>['body']): StockDifference[] {
  if (!rest) return []
  return [addUp({ part: 'stock-lost', reason: NOT_ARRIVED }, rest.lines.map(lineOf))]
}

interface Told {
  readonly name: string
  readonly size?: string
  readonly unit: Unit
  readonly quantity: number
  readonly worth?: number | undefined
  readonly cost?: number | undefined
}

function lineOf({ name, size = '', unit, quantity, worth, cost }: Told): DifferenceLine {
  return {
    ...{ name: size === '' ? name : `${name} ${size}`, unit, quantity: Math.abs(quantity) },
    worth: worth === undefined ? undefined : Math.abs(worth),
    cost: cost === undefined ? undefined : Math.abs(cost),
  }
}

function addUp({ part, reason }: Named, lines: readonly DifferenceLine[]): StockDifference {
  const sum = (valueOf: (line: DifferenceLine) => number | undefined) =>
    lines.reduce((all, line) => all + (valueOf(line) ?? 0), 0)
  return {
    ...{ part, reason, lines, quantity: sum((line) => line.quantity) },
    ...{ worth: sum((line) => line.worth), cost: sum((line) => line.cost) },
  }
}

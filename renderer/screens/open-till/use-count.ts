/** What lies in the drawer, as a person says it: typed as an amount, or counted coin by coin. */
import { useState } from 'react'
import { minor, sum, type Minor } from '../../../src/domain/money.ts'
import { readAmount, withKey } from '../../format/typed-amount.ts'
import type { Pieces } from '../../../src/domain/till/cash-move.ts'
import { useFormat } from '../../terminal-context.tsx'

export interface DrawerCount {
  /** Nothing said is an empty drawer. */
  readonly amount: Minor
  readonly counts: ReadonlyMap<number, number>
  /** Undefined where the amount was typed. */
  readonly pieces: Pieces | undefined
  /** So many of one coin; what was typed gives way to it. */
  readonly count: (coin: number, count: number) => void
  /** A key of the amount; what was counted gives way to it. False where it means nothing here. */
  readonly key: (name: string) => boolean
}

const NOTHING: ReadonlyMap<number, number> = new Map()

export function useCount(): DrawerCount {
  const { exponent } = useFormat()
  const [typed, setTyped] = useState('')
  const [counts, setCounts] = useState(NOTHING)
  const counted = sum([...counts].map(([coin, count]) => minor(coin * count)))
  return {
    amount: readAmount(typed, exponent) ?? counted,
    counts,
    pieces: piecesOf(counts),
    count(coin, count) {
      setTyped('')
      setCounts(new Map(counts).set(coin, count))
    },
    key(name) {
      const next = withKey(typed, name, exponent)
      if (next === undefined) return false
      setTyped(next)
      setCounts(NOTHING)
      return true
    },
  }
}

function piecesOf(counts: ReadonlyMap<number, number>): Pieces | undefined {
  const there = [...counts].filter(([, count]) => count > 0)
  return there.length === 0
    ? undefined
    : there.map(([coin, count]) => ({ value: minor(coin), count }))
}

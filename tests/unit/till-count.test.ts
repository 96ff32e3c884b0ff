import { assert, integer, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { balanceOf, cashCount } from '../../src/domain/till/count.ts'

describe('a count of the drawer', () => {
  it('differs from what was expected by just what it says, and by its sign', () => {
    const cents = integer({ min: 0, max: 1_000_000_000 })
    assert(
      property(cents, cents, (expected, counted) => {
        const count = cashCount(minor(expected), minor(counted))
        expect(count.expected + count.difference).toBe(counted)
        const balance = counted > expected ? 'over' : counted < expected ? 'short' : 'exact'
        expect(balanceOf(count)).toBe(balance)
      }),
      { seed: 7 },
    )
  })
})

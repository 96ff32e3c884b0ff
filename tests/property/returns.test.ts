import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor, type Minor } from '../../src/domain/money.ts'
import { quantity, type Quantity } from '../../src/domain/quantity.ts'
import type { PricedLine } from '../../src/domain/pricing/priced.ts'
import { refundOf } from '../../src/domain/pricing/refund.ts'

const SETTINGS = { seed: 20_261_126, numRuns: 500 }

/** A line that was sold, and its goods in the parts in which they come back, all of them. */
const partsOfLine = fc
  .record({
    amount: fc.integer({ min: 0, max: 10_000_000 }),
    parts: fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 20 }),
  })
  .map(({ amount, parts }) => {
    const sold = parts.reduce((sum, part) => sum + part, 0)
    return { parts, line: { amount: minor(amount), quantity: quantity(sold) } }
  })

const refundedAmount = (
  { amount, quantity: sold }: { amount: Minor; quantity: Quantity },
  before: Quantity,
  now: Quantity,
): number => {
  const line: PricedLine = {
    ...{ id: 'line', gross: amount, discounts: [], net: amount, relief: minor(0), taxes: [] },
    total: amount,
  }
  return refundOf({ line, sold, before, now, taxIncluded: true, id: 'back' }).total
}

describe('what goes back for goods that come back', () => {
  it('is in the end what was paid for them, to the cent, in whatever parts they come', () => {
    fc.assert(
      fc.property(partsOfLine, ({ line, parts }) => {
        let before = 0
        let refunded = 0
        for (const part of parts) {
          const amount = refundedAmount(line, quantity(before), quantity(part))
          expect(amount).toBeLessThanOrEqual(0)
          // No part is further from its exact share than the rounding of two sums.
          const exact = (line.amount * part) / line.quantity
          expect(Math.abs(exact + amount)).toBeLessThanOrEqual(1)
          before += part
          refunded += amount
        }
        expect(refunded).toBe(0 - line.amount)
      }),
      SETTINGS,
    )
  })

  it('is nothing that was never sold', () => {
    fc.assert(
      fc.property(partsOfLine, fc.integer({ min: 1, max: 1000 }), ({ line }, more) => {
        const tooMany = quantity(line.quantity + more)
        expect(() => refundedAmount(line, quantity(0), tooMany)).toThrow(RangeError)
      }),
      SETTINGS,
    )
  })
})

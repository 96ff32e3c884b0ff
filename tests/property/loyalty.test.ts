import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  earnedPoints,
  mostRedeemable,
  worthOf,
  type EarningLine,
  type LoyaltyRule,
} from '../../src/domain/customer/loyalty.ts'
import { minor } from '../../src/domain/money.ts'

const BOOKS = '01900000-0000-7000-8000-000000000001'
const FOOD = '01900000-0000-7000-8000-000000000002'

const rule: fc.Arbitrary<LoyaltyRule> = fc.record({
  perUnit: fc.nat(1_000_000),
  excluded: fc.constantFrom([], [BOOKS]),
  worth: fc.nat(10_000),
  offlineMost: fc.nat(10_000),
})
const line: fc.Arbitrary<EarningLine> = fc.record({
  department: fc.constantFrom(null, BOOKS, FOOD),
  // Sixteen of them are no more than an amount may be.
  amount: fc.nat(60_000_000_000).map(minor),
})
const lines = fc.array(line, { maxLength: 8 })
const scale = fc.constantFrom(1, 100, 1000)
const NOTHING = minor(0)

describe('points that are earned', () => {
  it('are whole, never negative for goods that are sold, and exact', () => {
    fc.assert(
      fc.property(rule, lines, scale, (rule, lines, scale) => {
        const earned = earnedPoints(rule, lines, NOTHING, scale)
        const counted = lines
          .filter((each) => each.department === null || !rule.excluded.includes(each.department))
          .reduce((sum, each) => sum + BigInt(each.amount), 0n)
        const exact = (counted * BigInt(rule.perUnit)) / BigInt(scale * 1000)
        expect(BigInt(earned)).toBe(exact)
      }),
    )
  })

  it('are taken back by a return of all, to the point', () => {
    fc.assert(
      fc.property(rule, lines, scale, (rule, lines, scale) => {
        const back = lines.map((each) => ({ ...each, amount: minor(0 - each.amount) }))
        const earned = earnedPoints(rule, lines, NOTHING, scale)
        expect(earnedPoints(rule, back, NOTHING, scale) + earned).toBe(0)
      }),
    )
  })

  it('are never more in parts than together, nor for what points paid', () => {
    fc.assert(
      fc.property(rule, lines, lines, scale, (rule, some, others, scale) => {
        const of = (each: EarningLine[]) => earnedPoints(rule, each, NOTHING, scale)
        const together = of([...some, ...others])
        expect(of(some) + of(others)).toBeLessThanOrEqual(together)
        const all = [...some, ...others].reduce((sum, each) => sum + each.amount, 0)
        expect(earnedPoints(rule, [...some, ...others], minor(all), scale)).toBe(0)
      }),
    )
  })

  it('are none, and none taken, for goods that bring none and were paid by points', () => {
    const rule = { perUnit: 1000, excluded: [BOOKS], worth: 1, offlineMost: 1000 }
    const book = { department: BOOKS, amount: minor(1000) }
    expect(earnedPoints(rule, [book], minor(1000), 100)).toBe(0)
  })
})

describe('points that may be redeemed', () => {
  const asked = fc.record({
    balance: fc.integer({ min: -1000, max: 100_000 }),
    due: fc.nat(1_000_000).map(minor),
    isOnline: fc.boolean(),
    unsentRedemptions: fc.nat(2),
  })

  it('never pay more than is due, nor go beyond the balance', () => {
    fc.assert(
      fc.property(rule, asked, (rule, asked) => {
        const most = mostRedeemable(rule, asked)
        expect(most).toBeGreaterThanOrEqual(0)
        expect(most).toBeLessThanOrEqual(Math.max(0, asked.balance))
        expect(worthOf(rule, most)).toBeLessThanOrEqual(asked.due)
      }),
    )
  })

  it('are one redemption for a customer and terminal up to the cap while offline', () => {
    fc.assert(
      fc.property(rule, asked, (rule, asked) => {
        const most = mostRedeemable(rule, { ...asked, isOnline: false })
        expect(most).toBeLessThanOrEqual(rule.offlineMost)
        if (asked.unsentRedemptions > 0) expect(most).toBe(0)
      }),
    )
  })
})

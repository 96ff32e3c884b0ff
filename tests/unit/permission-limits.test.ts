/** Which limits a permission knows, and which nothing could ever be within. */
import { expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { measuresOf, unmeasuredIn } from '../../src/domain/permission-limits.ts'
import { decide, permissionSchema, type Extent } from '../../src/domain/permission.ts'
import { rate, shareUp } from '../../src/domain/rate.ts'

const BY_AMOUNT = [
  ...['remove-line', 'abandon-cart', 'void-tendered', 'open-item', 'return'],
  ...['accept-difference', 'pay-in', 'pay-out', 'drop-cash', 'refund-to-another-card'],
  ...['return-unproven', 'sell-gift-card', 'give-up-layaway', 'refund-in-cash'],
  ...['adjust-stock', 'post-count'],
]
const BY_BOTH = ['discount', 'change-price', 'change-goods']
const LIMITS = {
  percent: { percent: rate(1) },
  amount: { amount: minor(1) },
  count: { count: 1 },
} as const

const wanted = (permission: string) => {
  if (BY_BOTH.includes(permission)) return ['percent', 'amount']
  if (permission === 'open-drawer') return ['count']
  return BY_AMOUNT.includes(permission) ? ['amount'] : []
}
const limited = (permission: string, within: Extent) => ({
  cashier: { [permission]: { kind: 'approval', within } as const },
})

it.each(permissionSchema.options)('%s takes the limits that it is measured by alone', (name) => {
  expect(measuresOf(name)).toEqual(wanted(name))
  for (const [measure, within] of Object.entries(LIMITS)) {
    const isKnown = wanted(name).includes(measure)
    const refused = { role: 'cashier', permission: name, measure }
    expect(unmeasuredIn(limited(name, within))).toEqual(isKnown ? undefined : refused)
  }
})

it('a limit of a later version’s permission is not judged', () => {
  expect(unmeasuredIn(limited('of-a-later-version', LIMITS.count))).toBeUndefined()
})

it('one limit of two that is not known is found', () => {
  const within = { ...LIMITS.amount, ...LIMITS.count }
  expect(unmeasuredIn(limited('return', within))).toMatchObject({ measure: 'count' })
})

it('a limit that was set before and means nothing asks each time', () => {
  expect(decide({ kind: 'approval', within: LIMITS.count }, LIMITS.amount)).toBe('approval')
})

it.each([
  [0, 0, 0],
  [0, 5, 0],
  [1, 3, 333_334],
  [5, 5, 1_000_000],
  [500_000_000_000, 1_000_000_000_000, 500_000],
  [6, 5, undefined],
  [1, 0, undefined],
])('%i of %i is a share of %s', (part, whole, share) => {
  expect(shareUp(part, whole)).toBe(share)
})

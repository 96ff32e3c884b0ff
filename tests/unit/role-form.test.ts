/** What the office types of a role is what the store says of it, and nothing more. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROUPS, isOfOffice } from '../../renderer/screens/office-staff/groups.ts'
import { formOf, isWhole, rolesWith } from '../../renderer/screens/office-staff/role-form.ts'
import { minor } from '../../src/domain/money.ts'
import { grantOf, permissionSchema, roleSchema } from '../../src/domain/permission.ts'
import type { Extent, Grant, Permission, RoleRules } from '../../src/domain/permission.ts'
import { measuresOf, type Measure } from '../../src/domain/permission-limits.ts'
import { rate } from '../../src/domain/rate.ts'

const OWN = 'own-1'
const rulesOf = (like: 'cashier' | 'admin', own: Record<string, Grant> = {}): RoleRules => ({
  ...{ ownRoles: [{ id: OWN, name: 'Own', like }], roles: { [OWN]: own } },
})

const far: Readonly<Record<Measure, fc.Arbitrary<number>>> = {
  percent: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => rate(hundredths * 100)),
  amount: fc.integer({ min: 0, max: 99_999_999 }).map(minor),
  count: fc.integer({ min: 0, max: 10_000 }),
}
const within = (permission: Permission): fc.Arbitrary<Extent> =>
  fc.record(Object.fromEntries(measuresOf(permission).map((each) => [each, far[each]])), {
    requiredKeys: [],
  })
const grantFor = (permission: Permission): fc.Arbitrary<Grant> =>
  fc.oneof(
    fc.constantFrom<Grant>({ kind: 'allowed' }, { kind: 'denied' }, { kind: 'approval' }),
    within(permission).map((limit): Grant =>
      Object.keys(limit).length === 0 ? { kind: 'approval' } : { kind: 'approval', within: limit },
    ),
  )
const grants = fc.record(
  Object.fromEntries(permissionSchema.options.map((each) => [each, grantFor(each)])),
  { requiredKeys: [] },
)

describe('the permissions of a role', () => {
  it('stand in one group each, and those of the office in the last', () => {
    const grouped: Permission[] = Object.values(GROUPS).flat()
    expect(grouped.toSorted()).toEqual(permissionSchema.options.toSorted())
    expect(permissionSchema.options.filter(isOfOffice)).toEqual(
      expect.arrayContaining([...GROUPS.office]),
    )
  })

  it.each([0, 2, 3])('are kept as they were where nothing is typed, with %i decimals', (places) => {
    fc.assert(
      fc.property(grants, fc.constantFrom('cashier', 'admin'), (own, like) => {
        const rules = rulesOf(like, own as Record<string, Grant>)
        const form = formOf(rules, OWN, places)
        expect(isWhole(form, places)).toBe(true)
        const roles = rolesWith(rules, OWN, form, places)
        for (const permission of permissionSchema.options)
          expect(grantOf({ ...rules, roles }, OWN, permission)).toEqual(
            grantOf(rules, OWN, permission),
          )
      }),
      { numRuns: 50 },
    )
  })

  it('are said only where they differ, and those of other roles stay', () => {
    const rules = rulesOf('cashier')
    const others = { cashier: { sell: { kind: 'denied' } } } as const
    const before = { ...rules, roles: { ...others, [OWN]: { later: { kind: 'denied' } } } } as const
    const form = formOf(before, OWN, 2)
    expect(form.sell.kind).toBe('denied')
    const typed = { ...form, 'pay-in': { kind: 'approval', limits: { amount: '5' } } } as const
    expect(rolesWith(before, OWN, typed, 2)).toEqual({
      ...others,
      [OWN]: {
        later: { kind: 'denied' },
        'pay-in': { kind: 'approval', within: { amount: 500 } },
      },
    })
    expect(rolesWith(rules, OWN, formOf(rules, OWN, 2), 2)).toEqual({})
  })

  it('have no limit that cannot be read', () => {
    const form = formOf(rulesOf('cashier'), OWN, 2)
    const typed = (amount: string) => ({
      ...form,
      'pay-out': { ...form['pay-out'], limits: { amount } },
    })
    expect(
      ['', ' ', '5', '5,50', '5.555', 'five', '-1'].map((text) => isWhole(typed(text), 2)),
    ).toEqual([true, true, true, true, false, false, false])
  })

  it('can be shown of every role', () => {
    for (const role of roleSchema.options) expect(isWhole(formOf({}, role, 2), 2)).toBe(true)
  })
})

import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import {
  decide,
  grantOf,
  permissionSchema,
  roleSchema,
  type Extent,
  type Grant,
  type Permission,
  type Role,
} from '../../src/domain/permission.ts'
import { rate } from '../../src/domain/rate.ts'

/** What differs from "allowed" by default. */
const DEFAULTS: Partial<Record<Role, Partial<Record<Permission, Grant['kind']>>>> = {
  cashier: {
    discount: 'approval',
    'change-price': 'approval',
    'close-till': 'denied',
    'read-till': 'denied',
    'read-reports': 'denied',
    'close-day': 'denied',
    'export-books': 'denied',
    'read-journal': 'denied',
    'see-margins': 'denied',
    'accept-difference': 'denied',
    'choose-keys': 'denied',
    'open-drawer': 'approval',
    'pay-out': 'approval',
    'settle-payment': 'approval',
    'change-customer-terms': 'approval',
    'erase-customer': 'approval',
    'create-goods': 'approval',
    'change-goods': 'approval',
    'return-late': 'approval',
    'return-unproven': 'approval',
    'give-up-layaway': 'approval',
    'refund-to-another-card': 'approval',
    'refund-in-cash': 'approval',
    'void-tendered': 'approval',
    'judge-age': 'approval',
    'sell-expired': 'approval',
    'adjust-stock': 'approval',
    'receive-goods': 'approval',
    'send-goods': 'approval',
    'close-order': 'approval',
    'post-count': 'denied',
    'vouch-offline': 'denied',
    ...{ 'manage-prices': 'denied', 'order-goods': 'denied' },
    ...{ 'manage-staff': 'denied', 'manage-terminals': 'denied', 'manage-settings': 'denied' },
  },
  supervisor: {
    'accept-difference': 'approval',
    'read-reports': 'denied',
    'export-books': 'denied',
    'read-journal': 'denied',
    'see-margins': 'denied',
    ...{ 'manage-prices': 'denied', 'order-goods': 'denied' },
    ...{ 'manage-staff': 'denied', 'manage-terminals': 'denied', 'manage-settings': 'denied' },
  },
  manager: {
    ...{ 'manage-staff': 'denied', 'manage-terminals': 'denied', 'manage-settings': 'denied' },
  },
}
const TABLE = roleSchema.options.flatMap((role) =>
  permissionSchema.options.map((permission) => {
    return [role, permission, DEFAULTS[role]?.[permission] ?? 'allowed'] as const
  }),
)

describe('a permission', () => {
  it.each(TABLE)('of a %s to %s is %s by default', (role, permission, expected) => {
    expect(decide(grantOf(undefined, role, permission))).toBe(expected)
  })

  it.each(TABLE)('of a %s to %s is what the store says it is', (role, permission) => {
    for (const kind of ['allowed', 'denied', 'approval'] as const) {
      const roles = { [role]: { [permission]: { kind }, 'of-a-later-version': { kind } } }
      expect(decide(grantOf({ roles }, role, permission))).toBe(kind)
      const other = role === 'admin' ? 'manager' : 'admin'
      const usual = DEFAULTS[other]?.[permission] ?? 'allowed'
      expect(decide(grantOf({ roles }, other, permission))).toBe(usual)
    }
  })

  it('of a role of the store’s own is what the store says, or that of the one it is like', () => {
    const rules = {
      ownRoles: [{ id: 'night-shift', name: 'Night shift', like: 'cashier' as const }],
      roles: {
        cashier: { return: { kind: 'denied' }, discount: { kind: 'denied' } },
        'night-shift': { discount: { kind: 'allowed' } },
      } as const,
    }
    const granted = (permission: Permission) => decide(grantOf(rules, 'night-shift', permission))
    expect(granted('discount')).toBe('allowed')
    expect(granted('return')).toBe('denied')
    expect(granted('change-price')).toBe('approval')
    expect(granted('sell')).toBe('allowed')
  })

  it('of a role that the store has no more is none', () => {
    for (const permission of permissionSchema.options) {
      expect(decide(grantOf({ ownRoles: [] }, 'night-shift', permission))).toBe('denied')
    }
  })

  const tenPercent = { percent: rate(100_000) }
  const fiveEuros = { amount: minor(500) }
  it.each<[string, Extent, Extent, Grant['kind']]>([
    ['at its limit of percent', tenPercent, { percent: rate(100_000) }, 'allowed'],
    ['beyond its limit of percent', tenPercent, { percent: rate(100_001) }, 'approval'],
    ['at its limit of money', fiveEuros, { amount: minor(500) }, 'allowed'],
    ['beyond its limit of money', fiveEuros, { amount: minor(501) }, 'approval'],
    ['within one limit of two', { ...tenPercent, ...fiveEuros }, fiveEuros, 'approval'],
    [
      'within both limits',
      { ...tenPercent, ...fiveEuros },
      { ...tenPercent, ...fiveEuros },
      'allowed',
    ],
    ['that does not say how far it goes', fiveEuros, {}, 'approval'],
  ])('with approval takes an act %s as it must', (_, within, extent, expected) => {
    expect(decide({ kind: 'approval', within }, extent)).toBe(expected)
  })

  it('that is denied has no limit within which it is not', () => {
    expect(decide({ kind: 'denied' }, { amount: minor(0) })).toBe('denied')
  })
})

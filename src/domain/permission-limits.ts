/**
 * In what it is measured how far an act goes that needs a permission. What is not in the table is
 * allowed, denied, or asks for approval each time: no limit can be set to it.
 */
import { extentSchema, permissionSchema } from './permission.ts'
import type { Extent, Permission, Roles } from './permission.ts'

export type Measure = keyof Extent

const MEASURES: Readonly<Partial<Record<Permission, readonly Measure[]>>> = {
  /** What the cart lost until now, at the prices that it was rung at. */
  'remove-line': ['amount'],
  /** The same, with all that is still in it. */
  'abandon-cart': ['amount'],
  'void-tendered': ['amount'],
  /** What the line comes to. */
  'open-item': ['amount'],
  discount: ['percent', 'amount'],
  /** From the price that the line was rung at first, up or down. */
  'change-price': ['percent', 'amount'],
  'accept-difference': ['amount'],
  'open-drawer': ['count'],
  'pay-in': ['amount'],
  'pay-out': ['amount'],
  'drop-cash': ['amount'],
  /** Of a price that is all that changes. */
  'change-goods': ['percent', 'amount'],
  /** What goes back for all that comes back in the cart. */
  return: ['amount'],
  'refund-to-another-card': ['amount'],
  'return-unproven': ['amount'],
  'sell-gift-card': ['amount'],
  'give-up-layaway': ['amount'],
  'refund-in-cash': ['amount'],
  'adjust-stock': ['amount'],
  'post-count': ['amount'],
}

export function measuresOf(permission: Permission): readonly Measure[] {
  return MEASURES[permission] ?? []
}

export interface UnmeasuredLimit {
  readonly role: string
  readonly permission: Permission
  readonly measure: Measure
}

/**
 * The first limit in these roles that nothing could ever be within, as nothing is measured so. What
 * this version does not know it does not judge.
 */
export function unmeasuredIn(roles: Roles): UnmeasuredLimit | undefined {
  for (const [role, grants] of Object.entries(roles)) {
    for (const [name, grant] of Object.entries(grants)) {
      const { data: permission } = permissionSchema.safeParse(name)
      if (permission === undefined || grant.kind !== 'approval') continue
      const limits = extentSchema
        .keyof()
        .options.filter((each) => grant.within?.[each] !== undefined)
      const measure = limits.find((each) => !measuresOf(permission).includes(each))
      if (measure) return { role, permission, measure }
    }
  }
  return undefined
}

/** Who may give what: nobody gives, or takes from others, what they could not do themselves. */
import { extentSchema, grantOf, permissionSchema } from './permission.ts'
import type { Grant, Permission, RoleRules } from './permission.ts'

/** A role, and what its store says of roles. */
export interface HeldRole {
  readonly rules: RoleRules | undefined
  readonly role: string
}

/** Whether `wanted` lets somebody do anything that `own` does not. */
export function exceeds(wanted: Grant, own: Grant): boolean {
  if (own.kind === 'allowed' || wanted.kind === 'denied') return false
  if (wanted.kind === 'allowed' || own.kind === 'denied') return true
  // Asked each time is less than any limit.
  if (wanted.within === undefined) return false
  const { within } = own
  if (within === undefined) return true
  return extentSchema
    .keyof()
    .options.some(
      (measure) => (wanted.within?.[measure] ?? Infinity) > (within[measure] ?? Infinity),
    )
}

/** The first permission in which `wanted` goes further than `own`. */
export function beyond(wanted: HeldRole, own: HeldRole): Permission | undefined {
  return permissionSchema.options.find((permission) =>
    exceeds(
      grantOf(wanted.rules, wanted.role, permission),
      grantOf(own.rules, own.role, permission),
    ),
  )
}

/**
 * The first grant that differs between two states of a store's rules and goes further than `own`,
 * before or after. `roles` are all that there are in either.
 */
export function changedBeyond(
  { before, after }: { readonly before: RoleRules; readonly after: RoleRules },
  roles: readonly string[],
  own: HeldRole,
): { readonly role: string; readonly permission: Permission } | undefined {
  for (const role of roles) {
    const permission = permissionSchema.options.find((each) => {
      const [was, is] = [grantOf(before, role, each), grantOf(after, role, each)]
      const isChanged = exceeds(was, is) || exceeds(is, was)
      const mine = grantOf(own.rules, own.role, each)
      return isChanged && (exceeds(was, mine) || exceeds(is, mine))
    })
    if (permission) return { role, permission }
  }
  return undefined
}

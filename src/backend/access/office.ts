/** Who asks at the office: the owner's token, or a person of the shop who is signed in there. */
import { mayAlone, permissionSchema, type Permission } from '../../domain/permission.ts'
import type { Extent, RoleRules } from '../../domain/permission.ts'

/** The shop's own machine, with the owner's word: it may do all there is. */
export interface OwnerPrincipal {
  readonly kind: 'owner'
  readonly tenant: string
}

export interface PersonPrincipal {
  readonly kind: 'person'
  readonly tenant: string
  /** Where they work; what they may do is what that store grants their role. */
  readonly store: string
  readonly person: string
  readonly name: string
  readonly role: string
  readonly rules: RoleRules
  readonly ofWholeShop: boolean
  /** The hash of their session's token. */
  readonly session: string
}

export type OfficePrincipal = OwnerPrincipal | PersonPrincipal

/** Nobody stands beside them who could approve: what needs approval is denied here. */
export function mayHere(
  principal: OfficePrincipal,
  permission: Permission,
  extent: Extent = {},
): boolean {
  return principal.kind === 'owner' || mayAlone(principal.rules, principal.role, permission, extent)
}

export function permissionsHere(principal: OfficePrincipal): Permission[] {
  return permissionSchema.options.filter((permission) => mayHere(principal, permission))
}

/** The only store that they reach; null for who reaches all. */
export function onlyStoreOf(principal: OfficePrincipal): string | null {
  return principal.kind === 'owner' || principal.ofWholeShop ? null : principal.store
}

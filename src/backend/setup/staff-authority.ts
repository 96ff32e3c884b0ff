/**
 * Whose word counts about which people. Whoever may manage staff gives no more than they may do
 * themselves, changes nobody who may do more, and not what they are themselves; and whatever is
 * done, somebody is left who may manage staff.
 */
import { fail, type Result } from '../../domain/failure.ts'
import { mayAlone, type RoleRules } from '../../domain/permission.ts'
import { beyond } from '../../domain/permission-reach.ts'
import { onlyStoreOf, type OfficePrincipal } from '../access/office.ts'
import type { Transaction } from '../backend.ts'

type Refused = Result<never> | undefined

/** What of a person decides it. */
export interface Standing {
  readonly person: string
  readonly store: string
  readonly role: string
  readonly disabled: boolean
  /** Null for who does not come in at the office. */
  readonly reach: 'store' | 'shop' | null
}

export interface Change {
  readonly before: Standing
  readonly after: Standing
  /** Whether it says anew how they come in at the office. */
  readonly isOfAccount: boolean
}

/** `not-permitted` or `role-beyond` of a person; the owner's token may change everybody. */
export function refusedChange(
  by: OfficePrincipal,
  { before, after, isOfAccount }: Change,
  rules: RoleRules,
): Refused {
  if (by.kind === 'owner') return undefined
  const within = onlyStoreOf(by)
  const isElsewhere = within !== null && before.store !== within
  if (isElsewhere || (within !== null && [before, after].some(({ reach }) => reach === 'shop'))) {
    return fail('not-permitted')
  }
  const isOther = before.role !== after.role || before.disabled !== after.disabled || isOfAccount
  if (by.person === before.person) return isOther ? fail('not-permitted') : undefined
  return refusedRole(by, before.role, rules) ?? refusedRole(by, after.role, rules)
}

/** `role-beyond` for a role that may do what they may not, in the store with these rules. */
export function refusedRole(by: OfficePrincipal, role: string, rules: RoleRules): Refused {
  if (by.kind === 'owner') return undefined
  const permission = beyond({ role, rules }, by)
  return permission && fail('role-beyond', { role, permission })
}

/** All who are of a shop and what their stores say of roles, held until the transaction ends. */
export interface Keepers {
  readonly people: readonly Standing[]
  readonly rules: ReadonlyMap<string, RoleRules>
}

export async function keepersOf(transaction: Transaction, tenant: string): Promise<Keepers> {
  const stores = await transaction
    .selectFrom('store')
    .select(['id', 'settings'])
    .where('tenant', '=', tenant)
    .orderBy('id')
    .forUpdate()
    .execute()
  const people = await transaction
    .selectFrom('staff')
    .leftJoin('office_account', (join) =>
      join
        .onRef('office_account.tenant', '=', 'staff.tenant')
        .onRef('office_account.store', '=', 'staff.store')
        .onRef('office_account.person', '=', 'staff.id'),
    )
    .select(['staff.id as person', 'staff.store', 'staff.role', 'staff.disabled'])
    .select('office_account.reach')
    .where('staff.tenant', '=', tenant)
    .execute()
  return { people, rules: new Map(stores.map(({ id, settings }) => [id, settings])) }
}

/** `last-admin` where nobody would be left who may manage staff, or nobody at the office. */
export function refusedLast(before: Keepers, after: Keepers): Refused {
  const isLost = (isAmong: (each: Standing) => boolean) =>
    before.people.some((each) => isKeeper(before, each) && isAmong(each)) &&
    !after.people.some((each) => isKeeper(after, each) && isAmong(each))
  return isLost(() => true) || isLost(({ reach }) => reach !== null)
    ? fail('last-admin')
    : undefined
}

function isKeeper({ rules }: Keepers, { store, role, disabled }: Standing): boolean {
  return !disabled && mayAlone(rules.get(store), role, 'manage-staff')
}

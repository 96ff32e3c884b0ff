/** Which roles a store has, what they may do, and how its tills are watched over. */
import type { StaffRules, StaffRulesInput } from '../../contract/backend/staff.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { roleSchema } from '../../domain/permission.ts'
import { unmeasuredIn } from '../../domain/permission-limits.ts'
import { changedBeyond } from '../../domain/permission-reach.ts'
import { STAFFING, type StoreSettings } from '../../domain/settings.ts'
import type { OfficePrincipal } from '../access/office.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { keepersOf, refusedLast } from './staff-authority.ts'
import { hasRole, settingsIn, type Place } from './staff.ts'
import { storeSettingsOf } from './store-settings.ts'

/** What the store says of it, and what holds where it says nothing. */
export async function readStaffRules(database: Reading, place: Place): Promise<StaffRules> {
  const settings = await storeSettingsOf(database, place)
  const { roles = {}, ownRoles = [], staffing = STAFFING } = settings
  return { roles, ownRoles, staffing }
}

/**
 * Fails with `role-held` where somebody holds a role of the store's own that is to go, with
 * `settings-conflict` for a limit that no act could ever be within, with `role-beyond` for what who
 * says it may not do themselves, and with `last-admin` where nobody could manage staff any more.
 */
export async function setStaffRules(
  backend: Backend,
  { tenant, store }: Place,
  { roles, ownRoles, staffing }: Omit<StaffRulesInput, 'store'>,
  by: OfficePrincipal = { kind: 'owner', tenant },
): Promise<Result<{ readonly set: true }>> {
  const limit = roles && unmeasuredIn(roles)
  if (limit) return fail('settings-conflict', { reason: 'limit-unmeasured', ...limit })
  return write<Result<{ readonly set: true }>>(backend, tenant, async (transaction) => {
    const keepers = await keepersOf(transaction, tenant)
    const before = await settingsIn(transaction, { tenant, store })
    const settings = {
      ...before,
      ...(roles && { roles }),
      ...(ownRoles && { ownRoles }),
      ...(staffing && { staffing }),
    }
    const refused =
      refusedRules(by, before, settings) ??
      ((await isHeld(transaction, { tenant, store }, settings)) ? fail('role-held') : undefined) ??
      refusedLast(keepers, { ...keepers, rules: new Map(keepers.rules).set(store, settings) })
    if (refused) return { value: refused }
    await transaction
      .updateTable('store')
      .set({ settings: JSON.stringify(settings) })
      .where('tenant', '=', tenant)
      .where('id', '=', store)
      .execute()
    return {
      value: succeed({ set: true }),
      changes: [changeOf(settingsFeed(store), [settings])],
    }
  })
}

function refusedRules(
  by: OfficePrincipal,
  before: StoreSettings,
  after: StoreSettings,
): Result<never> | undefined {
  if (by.kind === 'owner') return undefined
  const own = [before, after].flatMap(({ ownRoles = [] }) => ownRoles.map(({ id }) => id))
  const roles = [...roleSchema.options, ...new Set(own)]
  const found = changedBeyond({ before, after }, roles, by)
  return found && fail('role-beyond', { ...found })
}

/** Whether somebody who may work here holds a role that the store would not have any more. */
async function isHeld(
  transaction: Transaction,
  { tenant, store }: Place,
  { ownRoles }: StoreSettings,
): Promise<boolean> {
  const held = await transaction
    .selectFrom('staff')
    .select('role')
    .distinct()
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('disabled', '=', false)
    .execute()
  return held.some(({ role }) => !hasRole(ownRoles, role))
}

/** The people of a store: taken on, changed, kept from working here. Nobody is ever deleted. */
import type { ChangedPerson, Person, StaffRulesInput } from '../../contract/backend/staff.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { roleSchema, type OwnRole } from '../../domain/permission.ts'
import { unmeasuredIn } from '../../domain/permission-limits.ts'
import type { Pin, Staff, StoreSettings } from '../../domain/settings.ts'
import { badgeText, pinText } from '../../domain/badge.ts'
import { hashUnder, keyOf } from '../access/keyed-hash.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { accountOf, isNameTaken, setAccount } from '../office/accounts.ts'
import { hashedPassword } from '../office/passwords.ts'
import { endSessionsOf, type PersonHere } from '../office/sessions.ts'

export interface Hired {
  readonly name: string
  /** One that every store has, or one of its own. */
  readonly role: string
  readonly pin: string
  readonly badge?: string | undefined
}

export interface Place {
  readonly tenant: string
  readonly store: string
}

/** Memory of 128 × 8 × cost = 16 MB for each try: a terminal bears it, and a guesser feels it. */
const PIN_COST = 16_384
const PIN_SALT_BYTES = 16

/** A person with the hash of their PIN, to be inserted. `key` is the tenant's. */
export async function personOf(
  backend: Backend,
  key: string,
  { name, role, pin, badge }: Hired,
): Promise<Staff> {
  const id = backend.random.id()
  const kept = await hashed(backend, key, pin)
  const shown = badge === undefined ? {} : { badge: hashUnder(key, badgeText(badge)) }
  return { id, kind: 'staff', name, role, pin: kept, disabled: false, ...shown }
}

async function hashed({ random, pins }: Backend, key: string, pin: string): Promise<Pin> {
  const salt = Buffer.from(random.bytes(PIN_SALT_BYTES)).toString('hex')
  const peppered = hashUnder(key, pinText(pin))
  const hash = Buffer.from(await pins.hash(peppered, salt, PIN_COST)).toString('hex')
  return { salt, hash, cost: PIN_COST, isPeppered: true }
}

export async function insertStaff(
  transaction: Transaction,
  { tenant, store }: Place,
  staff: readonly Staff[],
): Promise<void> {
  if (staff.length === 0) return
  await transaction
    .insertInto('staff')
    .values(
      staff.map(({ id, name, role, pin, badge = null }) => ({
        ...{ tenant, store, id, name, role, badge, pin: JSON.stringify(pin) },
      })),
    )
    .execute()
}

export async function peopleOf(database: Reading, { tenant, store }: Place): Promise<Person[]> {
  const rows = await database
    .selectFrom('staff')
    .leftJoin('office_account', (join) =>
      join
        .onRef('office_account.tenant', '=', 'staff.tenant')
        .onRef('office_account.store', '=', 'staff.store')
        .onRef('office_account.person', '=', 'staff.id'),
    )
    .select(['staff.id', 'staff.store', 'staff.name', 'staff.role', 'staff.disabled'])
    .select(['office_account.sign_in_name as signInName', 'office_account.reach'])
    .where('staff.tenant', '=', tenant)
    .where('staff.store', '=', store)
    .orderBy('staff.name')
    .orderBy('staff.id')
    .execute()
  return rows.map(({ signInName, reach, ...person }) => ({
    ...person,
    office: signInName !== null && reach !== null ? { name: signInName, reach } : null,
  }))
}

/** Fails with `role-unknown` where the store has none such, `badge-taken` where another has it. */
export async function hire(backend: Backend, place: Place, hired: Hired): Promise<Result<Person>> {
  const { tenant, store } = place
  const staff = await personOf(backend, await keyOf(backend.database, tenant), hired)
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const conflict = await conflictOf(transaction, place, staff)
    if (conflict) return { value: conflict }
    await insertStaff(transaction, place, [staff])
    const { id, name, role, disabled } = staff
    return {
      value: succeed({ id, store, name, role, disabled, office: null }),
      changes: [changeOf(settingsFeed(store), [staff])],
    }
  })
}

/**
 * As `hire` fails, and with `not-found` for a person whom the tenant does not know. Whoever reaches
 * only one store (`within`) changes nobody of another one, and nobody who reaches all of them.
 */
export async function changePerson(
  backend: Backend,
  tenant: string,
  { person, pin, badge: shown, office, ...change }: ChangedPerson,
  within: string | null = null,
): Promise<Result<Person>> {
  const key = await keyOf(backend.database, tenant)
  const kept = pin === undefined ? undefined : await hashed(backend, key, pin)
  const given = typeof shown === 'string' ? hashUnder(key, badgeText(shown)) : shown
  const account = office && {
    ...office,
    password: await hashedPassword(backend, key, office.password),
  }
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const before = await staffRow(transaction, tenant, person)
    if (!before) return { value: fail('not-found') }
    const { store } = before
    const here = { tenant, store, person }
    const old = await accountOf(transaction, here)
    const isBeyond = store !== within || [old, account].some((each) => each?.reach === 'shop')
    if (within !== null && isBeyond) return { value: fail('not-permitted') }
    const badge = given === undefined ? before.badge : given
    const after: Staff = {
      ...{ id: person, kind: 'staff', name: change.name ?? before.name },
      ...{ role: change.role ?? before.role, disabled: change.disabled ?? before.disabled },
      ...{ pin: kept ?? before.pin, ...(badge !== null && { badge }) },
    }
    const conflict = await conflictOf(transaction, { tenant, store }, after)
    if (conflict) return { value: conflict }
    if (account && (await isNameTaken(transaction, here, account.name)))
      return { value: fail('sign-in-name-taken') }
    const { name, role, disabled } = after
    await updateStaff(transaction, here, after)
    if (account !== undefined) await setAccount(transaction, here, account)
    const isOut = account !== undefined || role !== before.role || disabled
    if (isOut) await endSessionsOf(transaction, here)
    const now = await accountOf(transaction, here)
    return {
      value: succeed({ id: person, store, name, role, disabled, office: now }),
      changes: [changeOf(settingsFeed(store), [after])],
    }
  })
}

/** Held until the end of the transaction. */
function staffRow(transaction: Transaction, tenant: string, person: string) {
  return transaction
    .selectFrom('staff')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('id', '=', person)
    .forUpdate()
    .executeTakeFirst()
}

async function updateStaff(
  transaction: Transaction,
  { tenant, store, person }: PersonHere,
  { name, role, disabled, badge, pin }: Staff,
): Promise<void> {
  await transaction
    .updateTable('staff')
    .set({ name, role, disabled, badge: badge ?? null, pin: JSON.stringify(pin) })
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('id', '=', person)
    .execute()
}

async function conflictOf(transaction: Transaction, place: Place, person: Staff) {
  const settings = await settingsIn(transaction, place)
  if (!hasRole(settings.ownRoles, person.role)) return fail('role-unknown')
  return (await isTaken(transaction, place, person)) ? fail('badge-taken') : undefined
}

/** Whether somebody else of the store has this person's badge. */
async function isTaken(
  transaction: Transaction,
  { tenant, store }: Place,
  { id, badge }: Staff,
): Promise<boolean> {
  if (badge === undefined) return false
  const other = await transaction
    .selectFrom('staff')
    .select('id')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('badge', '=', badge)
    .where('id', '!=', id)
    .executeTakeFirst()
  return other !== undefined
}

/**
 * Fails with `role-held` where somebody holds a role of the store's own that is to go, and with
 * `settings-conflict` for a limit that no act could ever be within.
 */
export async function setStaffRules(
  backend: Backend,
  { tenant, store }: Place,
  { roles, ownRoles, staffing }: Omit<StaffRulesInput, 'store'>,
): Promise<Result<{ readonly set: true }>> {
  const limit = roles && unmeasuredIn(roles)
  if (limit) return fail('settings-conflict', { reason: 'limit-unmeasured', ...limit })
  return write<Result<{ readonly set: true }>>(backend, tenant, async (transaction) => {
    const settings = {
      ...(await settingsIn(transaction, { tenant, store })),
      ...(roles && { roles }),
      ...(ownRoles && { ownRoles }),
      ...(staffing && { staffing }),
    }
    const people = await peopleOf(transaction, { tenant, store })
    const isLost = ({ role, disabled }: Person): boolean =>
      !disabled && !hasRole(settings.ownRoles, role)
    if (people.some(isLost)) return { value: fail('role-held') }
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

/** Held until the end of the transaction: two who change it do so one after the other. */
export async function settingsIn(
  transaction: Transaction,
  { tenant, store }: Place,
): Promise<StoreSettings> {
  const row = await transaction
    .selectFrom('store')
    .select('settings')
    .where('tenant', '=', tenant)
    .where('id', '=', store)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.settings
}

function hasRole(ownRoles: readonly OwnRole[] | undefined, role: string): boolean {
  const isOwn = ownRoles?.some(({ id }) => id === role) ?? false
  return isOwn || roleSchema.safeParse(role).success
}

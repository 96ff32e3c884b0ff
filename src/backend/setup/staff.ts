/** The people of a store: taken on, changed, kept from working here. Nobody is ever deleted. */
import type { ChangePersonInput, Person, StaffRulesInput } from '../../contract/backend/staff.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { roleSchema, type OwnRole } from '../../domain/permission.ts'
import type { Pin, Staff, StoreSettings } from '../../domain/settings.ts'
import { badgeText, pinText } from '../../domain/badge.ts'
import { hashUnder, keyOf } from '../access/keyed-hash.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'

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
  return database
    .selectFrom('staff')
    .select(['id', 'store', 'name', 'role', 'disabled'])
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .orderBy('name')
    .orderBy('id')
    .execute()
}

/** Fails with `role-unknown` where the store has none such, `badge-taken` where another has it. */
export async function hire(backend: Backend, place: Place, hired: Hired): Promise<Result<Person>> {
  const { tenant, store } = place
  const staff = await personOf(backend, await keyOf(backend.database, tenant), hired)
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const settings = await settingsIn(transaction, place)
    if (!hasRole(settings.ownRoles, hired.role)) return { value: fail('role-unknown') }
    if (await isTaken(transaction, place, staff)) return { value: fail('badge-taken') }
    await insertStaff(transaction, place, [staff])
    const { id, name, role, disabled } = staff
    return {
      value: succeed({ id, store, name, role, disabled }),
      changes: [changeOf(settingsFeed(store), [staff])],
    }
  })
}

/** As `hire` fails, and with `not-found` for a person whom the tenant does not know. */
export async function changePerson(
  backend: Backend,
  tenant: string,
  { person, pin, badge: shown, ...change }: ChangePersonInput,
): Promise<Result<Person>> {
  const key = await keyOf(backend.database, tenant)
  const kept = pin === undefined ? undefined : await hashed(backend, key, pin)
  const given = typeof shown === 'string' ? hashUnder(key, badgeText(shown)) : shown
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const before = await transaction
      .selectFrom('staff')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '=', person)
      .forUpdate()
      .executeTakeFirst()
    if (!before) return { value: fail('not-found') }
    const { store } = before
    const badge = given === undefined ? before.badge : given
    const after: Staff = {
      ...{ id: person, kind: 'staff', name: change.name ?? before.name },
      ...{ role: change.role ?? before.role, disabled: change.disabled ?? before.disabled },
      ...{ pin: kept ?? before.pin, ...(badge !== null && { badge }) },
    }
    const place = { tenant, store }
    const settings = await settingsIn(transaction, place)
    if (!hasRole(settings.ownRoles, after.role)) return { value: fail('role-unknown') }
    if (await isTaken(transaction, place, after)) return { value: fail('badge-taken') }
    const { name, role, disabled } = after
    await transaction
      .updateTable('staff')
      .set({ name, role, disabled, badge, pin: JSON.stringify(after.pin) })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('id', '=', person)
      .execute()
    return {
      value: succeed({ id: person, store, name, role, disabled }),
      changes: [changeOf(settingsFeed(store), [after])],
    }
  })
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

/** Fails with `role-held` where somebody holds a role of the store's own that is to go. */
export async function setStaffRules(
  backend: Backend,
  { tenant, store }: Place,
  { roles, ownRoles, staffing }: Omit<StaffRulesInput, 'store'>,
): Promise<Result<{ readonly set: true }>> {
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

/** The people of a store: taken on, changed, kept from working here. Nobody is ever deleted. */
import { PEOPLE_SHOWN, type ChangedPerson } from '../../contract/backend/staff.ts'
import type { OfficeAccount, People, Person } from '../../contract/backend/staff.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { roleSchema, type OwnRole } from '../../domain/permission.ts'
import type { Pin, Staff, StoreSettings } from '../../domain/settings.ts'
import { badgeText, pinText } from '../../domain/badge.ts'
import type { OfficePrincipal } from '../access/office.ts'
import { hashUnder, keyOf } from '../access/keyed-hash.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'
import { settingsFeed } from '../feeds/names.ts'
import { changeOf } from '../feeds/stamp.ts'
import { accountOf, isNameTaken, setAccount } from '../office/accounts.ts'
import { hashedPassword } from '../office/passwords.ts'
import { endSessionsOf, type PersonHere } from '../office/sessions.ts'
import { keepersOf, refusedChange, refusedLast, refusedRole } from './staff-authority.ts'
import type { Keepers } from './staff-authority.ts'

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

/** Those who may work here first, each by their names; after the first so many. */
export async function peopleOf(
  database: Reading,
  { tenant, store }: Place,
  skip = 0,
): Promise<People> {
  const rows = await database
    .selectFrom('staff')
    .leftJoin('office_account', (join) =>
      join
        .onRef('office_account.tenant', '=', 'staff.tenant')
        .onRef('office_account.store', '=', 'staff.store')
        .onRef('office_account.person', '=', 'staff.id'),
    )
    .select(['staff.id', 'staff.store', 'staff.name', 'staff.role', 'staff.disabled'])
    .select((eb) => eb('staff.badge', 'is not', null).as('hasBadge'))
    .select(['office_account.sign_in_name as signInName', 'office_account.reach'])
    .where('staff.tenant', '=', tenant)
    .where('staff.store', '=', store)
    .orderBy('staff.disabled')
    .orderBy('staff.name')
    .orderBy('staff.id')
    .limit(PEOPLE_SHOWN + 1)
    .offset(skip)
    .execute()
  const people = rows.slice(0, PEOPLE_SHOWN).map(({ signInName, reach, hasBadge, ...person }) => ({
    ...{ ...person, hasBadge: Boolean(hasBadge) },
    office: signInName !== null && reach !== null ? { name: signInName, reach } : null,
  }))
  return { people, hasMore: rows.length > PEOPLE_SHOWN }
}

/**
 * Fails with `role-unknown` where the store has none such, `badge-taken` where another has it, and
 * `role-beyond` for a role that may do what who takes them on may not.
 */
export async function hire(
  backend: Backend,
  place: Place,
  hired: Hired,
  by: OfficePrincipal = { kind: 'owner', tenant: place.tenant },
): Promise<Result<Person>> {
  const { tenant, store } = place
  const staff = await personOf(backend, await keyOf(backend.database, tenant), hired)
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const conflict =
      (await conflictOf(transaction, place, staff)) ??
      refusedRole(by, staff.role, await settingsIn(transaction, place))
    if (conflict) return { value: conflict }
    await insertStaff(transaction, place, [staff])
    const { id, name, role, disabled } = staff
    const hasBadge = staff.badge !== undefined
    return {
      value: succeed({ id, store, name, role, disabled, hasBadge, office: null }),
      changes: [changeOf(settingsFeed(store), [staff])],
    }
  })
}

/**
 * As `hire` fails, and with `not-found` for a person whom the tenant does not know,
 * `sign-in-name-taken`, `not-permitted` for who is not theirs to change or for what nobody changes
 * of themselves, and `last-admin` where nobody would be left who may manage staff.
 */
export async function changePerson(
  backend: Backend,
  tenant: string,
  { person, pin, badge: shown, office, ...change }: ChangedPerson,
  by: OfficePrincipal = { kind: 'owner', tenant },
): Promise<Result<Person>> {
  const key = await keyOf(backend.database, tenant)
  const kept = pin === undefined ? undefined : await hashed(backend, key, pin)
  const given = typeof shown === 'string' ? hashUnder(key, badgeText(shown)) : shown
  const account = office && {
    ...office,
    password: await hashedPassword(backend, key, office.password),
  }
  return write<Result<Person>>(backend, tenant, async (transaction) => {
    const keepers = await keepersOf(transaction, tenant)
    const before = await staffRow(transaction, tenant, person)
    if (!before) return { value: fail('not-found') }
    const { store } = before
    const here = { tenant, store, person }
    const badge = given === undefined ? before.badge : given
    const after: Staff = {
      ...{ id: person, kind: 'staff', name: change.name ?? before.name },
      ...{ role: change.role ?? before.role, disabled: change.disabled ?? before.disabled },
      ...{ pin: kept ?? before.pin, ...(badge !== null && { badge }) },
    }
    const refused =
      refusalOf(keepers, after, account, by) ??
      (await conflictOf(transaction, { tenant, store }, after))
    if (refused) return { value: refused }
    if (account && (await isNameTaken(transaction, here, account.name)))
      return { value: fail('sign-in-name-taken') }
    const { name, role, disabled } = after
    await updateStaff(transaction, here, after)
    if (account !== undefined) await setAccount(transaction, here, account)
    const isOut = account !== undefined || role !== before.role || disabled
    if (isOut) await endSessionsOf(transaction, here)
    const now = await accountOf(transaction, here)
    const hasBadge = badge !== null
    return {
      value: succeed({ id: person, store, name, role, disabled, hasBadge, office: now }),
      changes: [changeOf(settingsFeed(store), [after])],
    }
  })
}

/** Whether it is theirs to change somebody into this, and whether somebody is left after it. */
function refusalOf(
  keepers: Keepers,
  { id, role, disabled }: Staff,
  account: Pick<OfficeAccount, 'reach'> | null | undefined,
  by: OfficePrincipal,
): Result<never> | undefined {
  const before = keepers.people.find(({ person }) => person === id)
  if (!before) return fail('not-found')
  const reach = account === undefined ? before.reach : (account?.reach ?? null)
  const after = { ...before, role, disabled, reach }
  const change = { before, after, isOfAccount: account !== undefined }
  const people = keepers.people.map((each) => (each === before ? after : each))
  return (
    refusedChange(by, change, keepers.rules.get(before.store) ?? {}) ??
    refusedLast(keepers, { ...keepers, people })
  )
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

export function hasRole(ownRoles: readonly OwnRole[] | undefined, role: string): boolean {
  const isOwn = ownRoles?.some(({ id }) => id === role) ?? false
  return isOwn || roleSchema.safeParse(role).success
}

/** A person of the shop comes in by their name and password, and may change it. */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { makeCredential } from '../access/credential.ts'
import { keyOf } from '../access/keyed-hash.ts'
import type { PersonPrincipal } from '../access/office.ts'
import type { Backend, Reading } from '../backend.ts'
import { write } from '../database/write.ts'
import { beginAct, insertAct } from './acts.ts'
import { clearTries, nameHash, takeTry } from './attempts.ts'
import { hashedPassword, isPassword } from './passwords.ts'
import { endSession, endSessionsOf, openSession, type PersonHere } from './sessions.ts'

interface Typed {
  readonly name: string
  readonly password: string
}

type SignedIn = Result<{ readonly token: string }>

/** The token of a session; `credential-wrong`, whatever was; `busy` for a name that has to wait. */
export async function signIn(
  backend: Backend,
  tenant: string,
  { name, password }: Typed,
): Promise<SignedIn> {
  const { database, random, clock } = backend
  const key = await keyOf(database, tenant)
  const hash = nameHash(key, name)
  if (!(await takeTry(backend, tenant, hash))) return fail('busy')
  const account = await accountNamed(database, tenant, name).executeTakeFirst()
  const isRight = await isPassword(backend, key, password, account?.password)
  if (!account) return fail('credential-wrong')
  if (!isRight || account.disabled) {
    await beginAct(backend, actAtDoor({ tenant, ...account }, 'door.signIn'), 'credential-wrong')
    return fail('credential-wrong')
  }
  const token = makeCredential(random)
  return write<SignedIn>(backend, tenant, async (transaction) => {
    const now = await accountNamed(transaction, tenant, name).forUpdate().executeTakeFirst()
    // It was changed while the old one was looked at, or they have left.
    const isStill = now?.password.hash === account.password.hash && !now.disabled
    if (!isStill) return { value: fail('credential-wrong') }
    await clearTries(transaction, tenant, hash)
    const { store, person } = now
    await openSession(transaction, { tenant, store, person }, token, clock.now())
    const act = actAtDoor({ tenant, ...now }, 'door.signIn')
    await insertAct(backend, transaction, act, 'done')
    return { value: succeed({ token }) }
  })
}

export async function signOut(backend: Backend, principal: PersonPrincipal): Promise<void> {
  await endSession(backend, principal.tenant, principal.session)
  await beginAct(backend, actAtDoor(principal, 'door.signOut'), 'done')
}

function actAtDoor({ tenant, store, person, name }: PersonHere & { name: string }, act: string) {
  const whom = { person: { id: person, name }, subject: null, fields: [] }
  return { tenant, store, act, permission: null, ...whom }
}

interface Change {
  /** The one of now. */
  readonly password: string
  readonly next: string
}

/** Their other sessions end; the token is of the one that goes on. */
export async function changePassword(
  backend: Backend,
  { tenant, store, person }: PersonPrincipal,
  { password, next }: Change,
): Promise<SignedIn> {
  const { database, random, clock } = backend
  const key = await keyOf(database, tenant)
  const account = await accountOf(database, tenant, person).executeTakeFirst()
  if (!account) return fail('credential-wrong')
  const hash = nameHash(key, account.signInName)
  if (!(await takeTry(backend, tenant, hash))) return fail('busy')
  if (!(await isPassword(backend, key, password, account.password))) return fail('password-wrong')
  const kept = await hashedPassword(backend, key, next)
  const token = makeCredential(random)
  return write<SignedIn>(backend, tenant, async (transaction) => {
    const now = await accountOf(transaction, tenant, person).forUpdate().executeTakeFirst()
    const isStill = now?.password.hash === account.password.hash && !now.disabled
    if (!isStill) return { value: fail('password-wrong') }
    await transaction
      .updateTable('office_account')
      .set({ password: JSON.stringify(kept) })
      .where('tenant', '=', tenant)
      .where('store', '=', store)
      .where('person', '=', person)
      .execute()
    await clearTries(transaction, tenant, hash)
    await endSessionsOf(transaction, { tenant, store, person })
    await openSession(transaction, { tenant, store, person }, token, clock.now())
    return { value: succeed({ token }) }
  })
}

function accounts(reading: Reading, tenant: string) {
  return reading
    .selectFrom('office_account')
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.tenant', '=', 'office_account.tenant')
        .onRef('staff.store', '=', 'office_account.store')
        .onRef('staff.id', '=', 'office_account.person'),
    )
    .select(['office_account.store', 'office_account.person', 'office_account.password'])
    .select(['office_account.sign_in_name as signInName', 'staff.name', 'staff.disabled'])
    .where('office_account.tenant', '=', tenant)
}

function accountNamed(reading: Reading, tenant: string, name: string) {
  return accounts(reading, tenant).where('office_account.sign_in_name', '=', name)
}

function accountOf(reading: Reading, tenant: string, person: string) {
  return accounts(reading, tenant).where('office_account.person', '=', person)
}

/** Who is in at the office. A session is a random token, of which a hash is kept. */
import { hashOf } from '../access/credential.ts'
import type { PersonPrincipal } from '../access/office.ts'
import type { Backend, Reading, Transaction } from '../backend.ts'
import { write } from '../database/write.ts'

/** A working day; after it one signs in again. */
export const SESSION_LASTS_MS = 12 * 3_600_000
/** Without a question in between. */
export const SESSION_IDLE_MS = 30 * 60_000
/** Of one person; the oldest ends. */
export const SESSIONS_OF_PERSON = 10
/** How exactly it is kept when a session was last used. */
const SEEN_TO_MS = 60_000

/** A person at their store. */
export interface PersonHere {
  readonly tenant: string
  readonly store: string
  readonly person: string
}

export async function openSession(
  transaction: Transaction,
  { tenant, store, person }: PersonHere,
  token: string,
  now: number,
): Promise<void> {
  await transaction
    .insertInto('office_session')
    .values({ tenant, token_hash: hashOf(token), store, person, began_at: now, seen_at: now })
    .execute()
  const kept = transaction
    .selectFrom('office_session')
    .select('token_hash')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('person', '=', person)
    .orderBy('began_at', 'desc')
    .orderBy('token_hash')
    .limit(SESSIONS_OF_PERSON)
  await transaction
    .deleteFrom('office_session')
    .where('tenant', '=', tenant)
    .where(({ eb, or, and }) => {
      const isTheirs = and([eb('store', '=', store), eb('person', '=', person)])
      const isOver = eb('began_at', '<=', now - SESSION_LASTS_MS)
      const isIdle = eb('seen_at', '<=', now - SESSION_IDLE_MS)
      // What ended goes whoever it was: not everybody comes back.
      return or([isOver, isIdle, and([isTheirs, eb('token_hash', 'not in', kept)])])
    })
    .execute()
}

/** Of one person, wherever they are signed in. */
export async function endSessionsOf(
  transaction: Transaction,
  { tenant, store, person }: PersonHere,
): Promise<void> {
  await transaction
    .deleteFrom('office_session')
    .where('tenant', '=', tenant)
    .where('store', '=', store)
    .where('person', '=', person)
    .execute()
}

export function endSession(backend: Backend, tenant: string, tokenHash: string): Promise<void> {
  return write(backend, tenant, async (transaction) => {
    await transaction
      .deleteFrom('office_session')
      .where('tenant', '=', tenant)
      .where('token_hash', '=', tokenHash)
      .execute()
    return { value: undefined }
  })
}

/**
 * As everything stands now: undefined for a session that ended or idled, and for a person who may
 * not work here any more. Whoever is of the shop's only store is of the whole shop.
 */
export async function personIn(
  backend: Backend,
  token: string | undefined,
): Promise<PersonPrincipal | undefined> {
  if (token === undefined) return undefined
  const now = backend.clock.now()
  const found = await sessionQuery(backend.database, hashOf(token))
    .where('office_session.began_at', '>', now - SESSION_LASTS_MS)
    .where('office_session.seen_at', '>', now - SESSION_IDLE_MS)
    .executeTakeFirst()
  if (!found) return undefined
  const { tenant, seen_at: seen, token_hash: session } = found
  if (now - seen >= SEEN_TO_MS) await markSeen(backend, tenant, session, now)
  const { store, person, name, role, settings, reach, others } = found
  const ofWholeShop = reach === 'shop' || others === 0
  const { roles, ownRoles } = settings
  return {
    ...{ kind: 'person', tenant, store, person, name, role, ofWholeShop, session },
    rules: { roles, ownRoles },
  }
}

function sessionQuery(reading: Reading, tokenHash: string) {
  return reading
    .selectFrom('office_session')
    .innerJoin('office_account', (join) =>
      join
        .onRef('office_account.tenant', '=', 'office_session.tenant')
        .onRef('office_account.store', '=', 'office_session.store')
        .onRef('office_account.person', '=', 'office_session.person'),
    )
    .innerJoin('staff', (join) =>
      join
        .onRef('staff.tenant', '=', 'office_session.tenant')
        .onRef('staff.store', '=', 'office_session.store')
        .onRef('staff.id', '=', 'office_session.person'),
    )
    .innerJoin('store', (join) =>
      join
        .onRef('store.tenant', '=', 'office_session.tenant')
        .onRef('store.id', '=', 'office_session.store'),
    )
    .select(['office_session.tenant', 'office_session.store', 'office_session.person'])
    .select(['office_session.seen_at', 'office_session.token_hash', 'office_account.reach'])
    .select(['staff.name', 'staff.role', 'store.settings'])
    .select(({ selectFrom }) =>
      selectFrom('store as other')
        .whereRef('other.tenant', '=', 'office_session.tenant')
        .whereRef('other.id', '!=', 'office_session.store')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('others'),
    )
    .where('office_session.token_hash', '=', tokenHash)
    .where('staff.disabled', '=', false)
}

function markSeen(backend: Backend, tenant: string, tokenHash: string, now: number): Promise<void> {
  return write(backend, tenant, async (transaction) => {
    await transaction
      .updateTable('office_session')
      .set({ seen_at: now })
      .where('tenant', '=', tenant)
      .where('token_hash', '=', tokenHash)
      .execute()
    return { value: undefined }
  })
}

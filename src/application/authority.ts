/** Who acts, and may they? Asked by each use case inside its own transaction. */
import { fail, succeed, type Result } from '../domain/failure.ts'
import { mayDo, type Permission } from '../domain/permission.ts'
import type { Staff } from '../domain/settings.ts'
import type { FactContext, TillSession } from '../ports/store.ts'
import type { Core } from './core.ts'
import { readShop, type Shop } from './shop.ts'

export interface Authority {
  readonly person: Staff
  readonly shop: Shop
  /** Who, when and where, for the entries of what is done. */
  readonly context: FactContext
}

export interface TillAuthority extends Authority {
  readonly session: TillSession
}

/** The person at the till with the role that the settings give now; undefined where nobody is. */
export function signedIn({ store }: Core): Staff | undefined {
  const current = store.signIns.current()
  const person = current && store.settings.staffMember(current.staff)
  return person?.disabled === false ? person : undefined
}

/** Runs inside a transaction: a refusal is an entry of the journal. */
export function authorise(core: Core, at: number, permission: Permission): Result<Authority> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const person = signedIn(core)
  if (!person) return fail('not-signed-in')
  const session = core.store.tills.current()?.id ?? null
  const context = contextOf(core, shop.value, at, session, person.id)
  const authority = { person, shop: shop.value, context }
  return mayDo(person.role, permission) ? succeed(authority) : refuse(core, authority, permission)
}

/** As `authorise`, for what needs an open till session. */
export function authoriseAtTill(
  core: Core,
  at: number,
  permission: Permission,
): Result<TillAuthority> {
  const authority = authorise(core, at, permission)
  if (!authority.ok) return authority
  const session = core.store.tills.current()
  return session ? succeed({ ...authority.value, session }) : fail('till-closed')
}

/** For a permission that shows to be needed only while the act is worked out. */
export function alsoNeeds(
  core: Core,
  authority: Authority,
  permission: Permission,
): Result<Authority> {
  const { role } = authority.person
  return mayDo(role, permission) ? succeed(authority) : refuse(core, authority, permission)
}

export function contextOf(
  core: Core,
  shop: Shop,
  at: number,
  session: string | null,
  actor: string | null,
): FactContext {
  return { at, businessDate: core.businessDate(at, shop.store), session, actor, approver: null }
}

function refuse({ store }: Core, { context }: Authority, permission: Permission): Result<never> {
  store.journal.append({ kind: 'act-refused', body: { permission } }, context)
  return fail('not-permitted', { permission })
}

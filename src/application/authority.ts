/** Who acts, and may they? Asked by each use case inside its own transaction. */
import { fail, succeed, type Result } from '../domain/failure.ts'
import type { Fact } from '../domain/journal/facts.ts'
import { decide, grantOf, type Extent, type Permission } from '../domain/permission.ts'
import type { Staff } from '../domain/settings.ts'
import type { FactContext, TillSession } from '../ports/store.ts'
import type { Core } from './core.ts'
import { readShop, type Shop } from './shop.ts'
import { whoseWordCounts } from './staff/offline-trust.ts'

export interface Authority {
  readonly person: Staff
  readonly shop: Shop
  /** Who, when and where, for the entries of what is done. */
  readonly context: FactContext
}

/** How far an act goes: as it is known, or by who acts and where. */
export type HowFar = Extent | ((authority: Authority) => Extent)

export interface TillAuthority extends Authority {
  readonly session: TillSession
}

/** The person at the till with the role that the settings give now; undefined where nobody is. */
export function signedIn({ store }: Core): Staff | undefined {
  const current = store.signIns.current()
  const person = current && store.settings.staffMember(current.staff)
  return person?.disabled === false ? person : undefined
}

/** The open session in which whoever is at the till sells. */
export function openSession({ store }: Core): TillSession | undefined {
  return store.tills.current(store.signIns.current()?.staff)
}

/**
 * Runs inside a transaction: a refusal is an entry of the journal, and so is the word of a second
 * person, who is then the approver of what the act writes. `approval-needed` where that word is
 * wanted and did not come with the command. `extent` is how far the act goes, where a limit may be
 * set to it.
 */
export function authorise(
  core: Core,
  at: number,
  permission: Permission,
  extent: HowFar = {},
): Result<Authority> {
  return authoriseIn(core, at, openSession(core), permission, extent)
}

/**
 * As `authorise`, for what needs an open till session. A session whose fiscal day was closed is
 * only counted: `till-day-over`.
 */
export function authoriseAtTill(
  core: Core,
  at: number,
  permission: Permission,
  extent: HowFar = {},
): Result<TillAuthority> {
  const session = openSession(core)
  const authority = authoriseIn(core, at, session, permission, extent)
  if (!authority.ok) return authority
  // The cart must be emptied all the same, or nobody could count the drawer.
  if (session && permission !== 'abandon-cart' && core.store.closings.isBefore(session.entry)) {
    return fail('till-day-over')
  }
  return session ? succeed({ ...authority.value, session }) : fail('till-closed')
}

/** The open session is read once: every command waits for it. */
function authoriseIn(
  core: Core,
  at: number,
  open: TillSession | undefined,
  permission: Permission,
  extent: HowFar,
): Result<Authority> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const person = signedIn(core)
  if (!person) return fail('not-signed-in')
  const context = contextIn(core, shop.value, at, open, person.id)
  const authority = { person, shop: shop.value, context }
  const far = typeof extent === 'function' ? extent(authority) : extent
  return alsoNeeds(core, authority, permission, far)
}

/**
 * For a permission that shows to be needed only while the act is worked out. What the act writes
 * then takes the authority that this answers: it names who vouched.
 */
export function alsoNeeds<Kind extends Authority>(
  core: Core,
  authority: Kind,
  permission: Permission,
  extent: Extent = {},
): Result<Kind> {
  const { person, shop } = authority
  switch (decide(grantOf(shop.store, person.role, permission), extent)) {
    case 'allowed':
      return succeed(authority)
    case 'denied':
      return refuse(core, authority, permission)
    case 'approval':
      return approve(core, authority, permission, extent)
  }
}

/** As things are in a session: whatever is done in it is of its day. */
export function inSession(
  context: FactContext,
  { id: session, businessDate }: Pick<TillSession, 'id' | 'businessDate'>,
): FactContext {
  return { ...context, session, businessDate }
}

export function contextOf(
  core: Core,
  shop: Shop,
  at: number,
  session: string | null,
  actor: string | null,
): FactContext {
  const open = core.store.tills.underWay().find(({ id }) => id === session)
  const own = contextIn(core, shop, at, open, actor)
  return { ...own, session }
}

/** As things are at this till now: in the open session of that person, where there is one. */
export function contextHere(core: Core, shop: Shop, at: number, actor: string | null): FactContext {
  return contextIn(core, shop, at, core.store.tills.current(actor), actor)
}

function contextIn(
  core: Core,
  shop: Shop,
  at: number,
  open: TillSession | undefined,
  actor: string | null,
): FactContext {
  // The day of a session goes before what the clock says.
  const businessDate = open?.businessDate ?? core.businessDate(at, shop.store)
  return { at, businessDate, session: open?.id ?? null, actor, approver: null }
}

function refuse(core: Core, { context }: Authority, permission: Permission): Result<never> {
  const fact = { kind: 'act-refused', body: { permission } } as const
  core.keep(() => core.store.journal.append(fact, context))
  return fail('not-permitted', { permission })
}

/** Takes the word of whoever gave a PIN with the command, whatever the person may by themselves. */
export function approve<Kind extends Authority>(
  core: Core,
  authority: Kind,
  permission: Permission,
  extent: Extent = {},
): Result<Kind> {
  const attempt = core.voucher()
  if (!attempt) return fail('approval-needed', { permission, ...figuresOf(extent) })
  const { person, context } = authority
  const { journal } = core.store
  const write = (reason: Fact<'approval-refused'>['body']['reason']): void => {
    const body = { permission, staff: attempt.staff, reason }
    core.keep(() => journal.append({ kind: 'approval-refused', body }, context))
  }
  const approver = core.pins.admit(attempt, context.at, write)
  if (!approver.ok) return approver
  const { id } = approver.value
  const counting = whoseWordCounts(core, context.at, person.id, permission, extent)
  if (!counting.some((each) => each.id === id)) {
    write(id === person.id ? 'same-person' : 'not-permitted')
    return fail('approver-not-permitted', { permission })
  }
  const vouched = { ...context, approver: id }
  const fact = { kind: 'act-approved', body: { permission, extent: figuresOf(extent) } } as const
  core.keep(() => journal.append(fact, vouched))
  return succeed({ ...authority, context: vouched })
}

/** Without what is not given: neither an entry nor a message may hold nothing. */
function figuresOf({ percent, amount, count }: Extent) {
  return {
    ...(percent !== undefined && { percent }),
    ...(amount !== undefined && { amount }),
    ...(count !== undefined && { count }),
  }
}

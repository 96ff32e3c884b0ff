/** Coming to a till and leaving it, by whatever means: each is an entry of the journal. */
import type { PersonView } from '../../contract/terminal/views.ts'
import { succeed, type Result } from '../../domain/failure.ts'
import type { Staff } from '../../domain/settings.ts'
import { approve, contextHere, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import { needsVouching, noteCame } from './offline-trust.ts'
import type { Attempt } from './pin-gate.ts'
import type { WriteRefusal } from './refusals.ts'
import { personView } from './views.ts'

/** In a transaction: whoever was there before leaves, and the cart stays. */
export function enter(
  core: Core,
  status: StatusTeller,
  person: Staff,
  at: number,
): Result<PersonView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const { store } = core
  const before = signedIn(core)
  if (before && before.id !== person.id) leave(core, before, at, 'switch')
  const own = contextHere(core, shop.value, at, person.id)
  let authority: Authority = { person, shop: shop.value, context: own }
  const isVouched = needsVouching(core, at, person)
  if (isVouched) {
    const vouched = approve(core, authority, 'vouch-offline')
    if (!vouched.ok) return vouched
    authority = vouched.value
  }
  store.journal.append({ kind: 'staff-signed-in', body: {} }, authority.context)
  store.signIns.set(person.id, at)
  noteCame(core, at, person, isVouched)
  store.afterCommit(() => {
    status.changed()
    core.presence.came()
  })
  return succeed(personView(core, person))
}

/** In a transaction: the same for whoever's badge a scanner read. */
export function enterByBadge(
  core: Core,
  status: StatusTeller,
  attempt: Attempt,
  at: number,
): Result<PersonView> {
  const person = core.pins.admit(attempt, at, refusalOf(core, attempt.staff, at))
  return person.ok ? enter(core, status, person.value, at) : person
}

export function leave(
  core: Core,
  person: Staff,
  at: number,
  reason: 'person' | 'switch' | 'idle',
): Result<null> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const context = contextHere(core, shop.value, at, person.id)
  core.store.journal.append({ kind: 'staff-signed-out', body: { reason } }, context)
  return succeed(null)
}

export function refusalOf(core: Core, staff: string, at: number): WriteRefusal {
  return (reason) => {
    const shop = readShop(core)
    if (!shop.ok) return
    const context = contextHere(core, shop.value, at, null)
    const fact = { kind: 'sign-in-refused', body: { staff, reason } } as const
    core.keep(() => core.store.journal.append(fact, context))
  }
}

/** Who stands at the till: the list of names, signing in by PIN, signing out. The cart stays. */
import type { z } from 'zod'
import type {
  approversSchema,
  commandSchema,
  signInSchema,
} from '../../contract/terminal/commands.ts'
import type { PersonView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Staff } from '../../domain/settings.ts'
import { decide, grantOf } from '../../domain/permission.ts'
import { approve, contextOf, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import type { WriteRefusal } from './refusals.ts'
import type { IdleLock } from './idle-lock.ts'
import { needsVouching } from './offline-trust.ts'
import { personView } from './views.ts'

export interface StaffUses {
  list(): Result<PersonView[]>
  /** Who could vouch, by themselves, for an act of the person signed in. */
  approvers(input: z.infer<typeof approversSchema>): Result<PersonView[]>
  signIn(input: z.infer<typeof signInSchema>): Promise<Result<PersonView>>
  signOut(input: z.infer<typeof commandSchema>): Result<null>
  /** Somebody is there, though no command comes. */
  present(): Result<null>
}

export function createStaffUses(core: Core, status: StatusTeller, lock: IdleLock): StaffUses {
  const { settings } = core.store
  const entered = (): void => {
    status.changed()
    lock.watch()
  }
  return {
    list: () =>
      succeed(
        settings
          .staff()
          .filter(isActive)
          .map((each) => personView(core, each)),
      ),
    approvers({ permission, ...extent }) {
      const rules = settings.store()
      const present = signedIn(core)?.id
      const mayVouch = ({ id, role }: Staff): boolean =>
        id !== present && decide(grantOf(rules, role, permission), extent) === 'allowed'
      const found = settings.staff().filter(isActive).filter(mayVouch)
      return succeed(found.map((each) => personView(core, each)))
    },
    present() {
      core.presence.seen()
      return succeed(null)
    },
    async signIn({ command, staff, pin }) {
      const attempt = await core.pins.attempt(staff, pin)
      if (!attempt.ok) return attempt
      return core.run('staff.signIn', command, (at) => {
        const person = core.pins.admit(attempt.value, at, refusalOf(core, staff, at))
        return person.ok ? enter(core, person.value, at, entered) : person
      })
    },
    signOut: ({ command }) =>
      core.run('staff.signOut', command, (at) => {
        const person = signedIn(core)
        if (!person) return fail('not-signed-in')
        const left = leave(core, person, at, 'person')
        if (!left.ok) return left
        core.store.signIns.set(undefined, at)
        core.store.afterCommit(status.changed)
        return succeed(null)
      }),
  }
}

function enter(core: Core, person: Staff, at: number, entered: () => void): Result<PersonView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const { store } = core
  const before = signedIn(core)
  if (before && before.id !== person.id) leave(core, before, at, 'switch')
  const session = store.tills.current()?.id ?? null
  const own = contextOf(core, shop.value, at, session, person.id)
  let authority: Authority = { person, shop: shop.value, context: own }
  if (needsVouching(core, at, person)) {
    const vouched = approve(core, authority, 'vouch-offline')
    if (!vouched.ok) return vouched
    authority = vouched.value
  }
  store.journal.append({ kind: 'staff-signed-in', body: {} }, authority.context)
  store.signIns.set(person.id, at)
  store.afterCommit(entered)
  return succeed(personView(core, person))
}

function refusalOf(core: Core, staff: string, at: number): WriteRefusal {
  return (reason) => {
    const shop = readShop(core)
    if (!shop.ok) return
    const session = core.store.tills.current()?.id ?? null
    const context = contextOf(core, shop.value, at, session, null)
    core.store.journal.append({ kind: 'sign-in-refused', body: { staff, reason } }, context)
  }
}

function leave(core: Core, person: Staff, at: number, reason: 'person' | 'switch'): Result<null> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const session = core.store.tills.current()?.id ?? null
  const context = contextOf(core, shop.value, at, session, person.id)
  core.store.journal.append({ kind: 'staff-signed-out', body: { reason } }, context)
  return succeed(null)
}

function isActive({ disabled }: Staff): boolean {
  return !disabled
}

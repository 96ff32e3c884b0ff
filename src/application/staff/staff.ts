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
import { contextOf, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import type { WriteRefusal } from './refusals.ts'
import { personView } from './views.ts'

export interface StaffUses {
  list(): Result<PersonView[]>
  /** Who could vouch, by themselves, for an act of the person signed in. */
  approvers(input: z.infer<typeof approversSchema>): Result<PersonView[]>
  signIn(input: z.infer<typeof signInSchema>): Promise<Result<PersonView>>
  signOut(input: z.infer<typeof commandSchema>): Result<null>
}

export function createStaffUses(core: Core, status: StatusTeller): StaffUses {
  const { settings } = core.store
  return {
    list: () => succeed(settings.staff().filter(isActive).map(personView)),
    approvers({ permission, ...extent }) {
      const roles = settings.store()?.roles
      const present = signedIn(core)?.id
      const mayVouch = ({ id, role }: Staff): boolean =>
        id !== present && decide(grantOf(roles, role, permission), extent) === 'allowed'
      return succeed(settings.staff().filter(isActive).filter(mayVouch).map(personView))
    },
    async signIn({ command, staff, pin }) {
      const attempt = await core.pins.attempt(staff, pin)
      if (!attempt.ok) return attempt
      return core.run('staff.signIn', command, (at) => {
        const person = core.pins.admit(attempt.value, at, refusalOf(core, staff, at))
        return person.ok ? enter(core, status, person.value, at) : person
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

function enter(core: Core, status: StatusTeller, person: Staff, at: number): Result<PersonView> {
  const shop = readShop(core)
  if (!shop.ok) return shop
  const { store } = core
  const before = signedIn(core)
  if (before && before.id !== person.id) leave(core, before, at, 'switch')
  const session = store.tills.current()?.id ?? null
  const context = contextOf(core, shop.value, at, session, person.id)
  store.journal.append({ kind: 'staff-signed-in', body: {} }, context)
  store.signIns.set(person.id, at)
  store.afterCommit(status.changed)
  return succeed(personView(person))
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

/** Who stands at the till: the list of names, signing in by PIN, signing out. The cart stays. */
import type { z } from 'zod'
import type { commandSchema, signInSchema } from '../../contract/terminal/commands.ts'
import type { PersonView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import type { Staff } from '../../domain/settings.ts'
import { contextOf, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'
import { createPinCheck } from './pin-check.ts'
import { createRefusals } from './refusals.ts'
import { personView } from './views.ts'

export interface StaffUses {
  list(): Result<PersonView[]>
  signIn(input: z.infer<typeof signInSchema>): Promise<Result<PersonView>>
  signOut(input: z.infer<typeof commandSchema>): Result<null>
}

export function createStaffUses(core: Core, status: StatusTeller): StaffUses {
  const { settings } = core.store
  const refusals = createRefusals(core)
  const checkPin = createPinCheck(core)
  return {
    list: () => succeed(settings.staff().filter(isActive).map(personView)),
    async signIn({ command, staff, pin }) {
      const run = (work: (at: number) => Result<PersonView>) =>
        core.run('staff.signIn', command, work)
      if (refusals.isTooSoon(staff)) return run((at) => refusals.tooSoon(staff, at))
      const kept = settings.staffMember(staff)?.pin
      const isRight = await checkPin(pin, kept)
      if (!isRight.ok) return isRight
      // Others may have tried, and the person may have changed, while the hash was made.
      return run((at) => {
        if (refusals.isTooSoon(staff)) return refusals.tooSoon(staff, at)
        const person = settings.staffMember(staff)
        const mayEnter = isRight.value && person?.pin.hash === kept?.hash && person !== undefined
        return mayEnter && isActive(person)
          ? enter(core, status, person, at)
          : refusals.wrong(staff, at)
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
  store.signIns.forgive(person.id)
  store.signIns.set(person.id, at)
  store.afterCommit(status.changed)
  return succeed(personView(person))
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

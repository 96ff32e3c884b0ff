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
import { signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { StatusTeller } from '../status/teller.ts'
import { enter, leave, refusalOf } from './door.ts'
import { whoseWordCounts } from './offline-trust.ts'
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

export function createStaffUses(core: Core, status: StatusTeller): StaffUses {
  const { settings } = core.store
  return {
    list: () =>
      succeed(
        settings
          .staff()
          .filter(isActive)
          .map((each) => personView(core, each)),
      ),
    approvers({ permission, ...extent }) {
      const present = signedIn(core)?.id
      const found = whoseWordCounts(core, core.clock.now(), present, permission, extent)
      return succeed(found.map((each) => personView(core, each)))
    },
    present() {
      core.presence.seen()
      return succeed(null)
    },
    async signIn({ command, staff, pin }) {
      const attempt = await core.pins.attempt({ staff, pin })
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

function isActive({ disabled }: Staff): boolean {
  return !disabled
}

/**
 * Taking a drawer away to be counted. It ends the sales of its session as the count would: whatever
 * is sold from then on belongs to the next one, which opens with a drawer and a float of its own.
 * The count itself comes later, by whoever took the drawer, and is as blind as ever.
 */
import type { z } from 'zod'
import type { sessionCommandSchema } from '../../contract/terminal/till.ts'
import type { StatusView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { decide, grantOf, type Permission } from '../../domain/permission.ts'
import type { CountingSession } from '../../ports/store.ts'
import { authorise, openSession, signedIn, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import { giveUpEmptied } from '../selling/abandon.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { nameOf } from '../staff/views.ts'
import type { StatusTeller } from '../status/teller.ts'

/** `till-closed` where it is not the drawer of whoever is at the till. */
export type BeginCount = (input: z.infer<typeof sessionCommandSchema>) => Result<null>

export function createBeginCount(
  core: Core,
  current: CurrentDraft,
  status: StatusTeller,
): BeginCount {
  const { store } = core
  return ({ command, session }) =>
    core.run('till.beginCount', command, (at) => {
      const authority = authorise(core, at, 'count-till')
      if (!authority.ok) return authority
      if (openSession(core)?.id !== session) return fail('till-closed')
      const cleared = clearCart(core, current, authority.value)
      if (!cleared.ok) return cleared
      const { context, person } = authority.value
      store.journal.append({ kind: 'session-count-begun', body: { session } }, context)
      store.tills.beginCount(session, at, person.id)
      store.afterCommit(status.changed)
      return succeed(null)
    })
}

/** What was taken out of a cart that is empty now belongs to this session and its people. */
export function clearCart(core: Core, current: CurrentDraft, authority: Authority): Result<null> {
  const draft = current.free()
  if (!draft.ok) return draft
  if (draft.value.lines.length > 0) return fail('draft-open')
  giveUpEmptied(core, current, authority)
  return succeed(null)
}

/** A drawer that was taken away is counted by whoever took it, or by who may review it. */
export function permissionFor({ countingBy }: CountingSession, person: string): Permission {
  return countingBy === person ? 'count-till' : 'close-till'
}

export function countingViews(core: Core): StatusView['counting'] {
  const here = signedIn(core)
  const rules = core.store.settings.store()
  return core.store.tills.counting().map((session) => {
    const { id, openedAt, countingAt, countingBy } = session
    const mayCount =
      here !== undefined &&
      decide(grantOf(rules, here.role, permissionFor(session, here.id))) !== 'denied'
    const person = nameOf(core, countingBy)
    return { session: id, openedAt, beganAt: countingAt, person, mayCount }
  })
}

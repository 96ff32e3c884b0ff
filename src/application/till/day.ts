/** The day of a till session, and whether a person has to say that it goes on. */
import type { z } from 'zod'
import type { sessionCommandSchema } from '../../contract/terminal/till.ts'
import type { TillDay } from '../../contract/terminal/till-view.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { isDayInQuestion } from '../../domain/till/day.ts'
import type { TillSession } from '../../ports/store.ts'
import { authorise, openSession } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop } from '../shop.ts'
import type { StatusTeller } from '../status/teller.ts'

/** Undefined while the shop's calendar is not known. */
export function dayOf(core: Core, session: TillSession): TillDay | undefined {
  const shop = readShop(core)
  if (!shop.ok) return undefined
  const at = core.clock.now()
  const today = core.businessDate(at, shop.value.store)
  const own = { date: session.businessDate, today }
  if (core.store.closings.isBefore(session.entry)) return { ...own, asks: 'over' }
  return { ...own, asks: isDayInQuestion(session, today, at) ? 'passed' : null }
}

/** Whether a new cart may begin: `day-passed` where a person has to say first whether it may. */
export function mayBegin(core: Core): Result<null> {
  const session = openSession(core)
  const day = session && dayOf(core, session)
  if (day?.asks !== 'passed') return succeed(null)
  return fail('day-passed', { date: day.date, today: day.today })
}

/** A person says that the session goes on in its day. `till-closed` where it is not theirs. */
export type ContinueDay = (input: z.infer<typeof sessionCommandSchema>) => Result<null>

export function createContinueDay(core: Core, status: StatusTeller): ContinueDay {
  const { store } = core
  return ({ command, session: id }) =>
    core.run('till.continueDay', command, (at) => {
      // Who may say the day of a session at its opening may say it here.
      const authority = authorise(core, at, 'open-till')
      if (!authority.ok) return authority
      const session = openSession(core)
      if (session?.id !== id) return fail('till-closed')
      const day = dayOf(core, session)
      if (day?.asks === 'over') return fail('till-day-over')
      // Somebody said so a moment ago, or the clock was set right.
      if (day?.asks !== 'passed') return succeed(null)
      const body = { session: id, today: day.today }
      store.journal.append({ kind: 'session-continued', body }, authority.value.context)
      store.tills.sayDay(id, at)
      store.afterCommit(status.changed)
      return succeed(null)
    })
}

/** Opening a till: the float, and the day that it is. */
import type { z } from 'zod'
import type { openTillSchema } from '../../contract/terminal/commands.ts'
import { DRAWERS_LIMIT, WAITING_LIMIT } from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { piecesMake } from '../../domain/till/cash-move.ts'
import { authorise, type Authority } from '../authority.ts'
import { closeBefore } from '../fiscal/close.ts'
import type { Core } from '../core.ts'
import type { StatusTeller } from '../status/teller.ts'

type OpenInput = z.infer<typeof openTillSchema>
export type OpenTill = (input: OpenInput) => Result<{ session: string }>

/** A clock that was set right by so much went back for nobody. */
const CLOCK_SLACK_MS = 60_000

export function createOpenTill(core: Core, status: StatusTeller): OpenTill {
  const { store, random } = core
  return ({ command, float, pieces, businessDate: said }) =>
    core.run('till.open', command, (at) => {
      const authority = authorise(core, at, 'open-till')
      if (!authority.ok) return authority
      const { shop, context, person } = authority.value
      if (store.tills.current(person.id)) return fail('till-already-open')
      if (store.tills.underWay().length >= DRAWERS_LIMIT) return fail('limit-drawers')
      if (store.tills.waiting().length >= WAITING_LIMIT) return fail('limit-waiting')
      if (float < 0) return fail('limit-amount')
      if (!piecesMake(pieces, float)) return fail('pieces-wrong')
      const day = dayOf(core, authority.value, said)
      if (!day.ok) return day
      const { date: businessDate, isDateSaid } = day.value
      const session = random.id()
      const { currency } = shop.store
      const isOwn = shop.store.till?.drawers === 'own'
      const extras = {
        ...{ ...(pieces && { pieces }), ...(isOwn && { own: true as const }) },
        ...(isDateSaid && { dateSaid: true as const }),
      }
      const body = { session, currency, float, ...extras }
      const own = { ...context, session, businessDate }
      // What nobody closed of the days before is closed now, before anything of this one is there.
      const itself = { ...context, businessDate, actor: null, approver: null }
      closeBefore(core, itself, { date: businessDate, currency })
      const { id: entry } = store.journal.append({ kind: 'session-opened', body }, own)
      const who = { openedBy: person.id, holder: isOwn ? person.id : null }
      const opened = { openedAt: at, ...who, businessDate, isDateSaid }
      store.tills.open({ id: session, ...opened, currency, float, entry })
      store.afterCommit(status.changed)
      return succeed({ session })
    })
}

interface Day {
  readonly date: string
  readonly isDateSaid: boolean
}

/**
 * The clock's day, unless the clock is behind what was written before, or the day changed while the
 * session before was under way: then a person says it. It is never before the last session's.
 */
function dayOf(core: Core, { context, shop }: Authority, said: string | undefined): Result<Day> {
  const { journal, tills } = core.store
  const { at, businessDate: date } = context
  const before = tills.latest()
  const last = before?.businessDate ?? date
  const isBack = at < (journal.lastAt() ?? 0) - CLOCK_SLACK_MS || date < last
  const end = before?.countedAt ?? null
  const hasChanged =
    before !== undefined &&
    end !== null &&
    core.businessDate(end, shop.store) !== before.businessDate
  if (!isBack && !hasChanged) return succeed({ date, isDateSaid: false })
  if (said === undefined) return fail('business-date-needed', { date, last })
  return said < last ? fail('date-implausible') : succeed({ date: said, isDateSaid: true })
}

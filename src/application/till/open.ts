/** Opening a till: the float, and the day that it is. */
import type { z } from 'zod'
import type { openTillSchema } from '../../contract/terminal/commands.ts'
import { DRAWERS_LIMIT, WAITING_LIMIT } from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { mayAlone } from '../../domain/permission.ts'
import { shifted } from '../../domain/reports/period.ts'
import { piecesMake } from '../../domain/till/cash-move.ts'
import { CLOCK_SLACK_MS } from '../../domain/till/clock.ts'
import { dayToldOtherwise } from '../../domain/till/day.ts'
import { alsoNeeds, approve, authorise, type Authority } from '../authority.ts'
import { closeBefore } from '../fiscal/close.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import type { StatusTeller } from '../status/teller.ts'

type OpenInput = z.infer<typeof openTillSchema>
export type OpenTill = (input: OpenInput) => Result<{ session: string }>

/** A till that was shut for longer is asked: it was a holiday, or the clock is ahead. */
const LEAP_DAYS = 7
/** No shop was shut for longer than that: the date is mistyped. */
const SAID_AHEAD_DAYS = 366

export function createOpenTill(core: Core, current: CurrentDraft, status: StatusTeller): OpenTill {
  const { store, random } = core
  return ({ command, float, pieces, businessDate: said }) =>
    core.run('till.open', command, (at) => {
      const authority = authorise(core, at, 'open-till')
      if (!authority.ok) return authority
      const { shop, person } = authority.value
      if (store.tills.current(person.id)) return fail('till-already-open')
      if (store.tills.underWay().length >= DRAWERS_LIMIT) return fail('limit-drawers')
      const uncounted = store.tills.counting().length
      if (uncounted + store.tills.waiting().length >= WAITING_LIMIT) return fail('limit-waiting')
      if (float < 0) return fail('limit-amount')
      if (!piecesMake(pieces, float)) return fail('pieces-wrong')
      const day = dayOf(core, authority.value, said)
      if (!day.ok) return day
      const { date: businessDate, isDateSaid, back } = day.value
      const { context } = day.value.authority
      const unpaid = endsOthers(core, businessDate) ? current.unpaid() : succeed(null)
      if (!unpaid.ok) return unpaid
      const session = random.id()
      const { currency } = shop.store
      const isOwn = shop.store.till?.drawers === 'own'
      const extras = {
        ...{ ...(pieces && { pieces }), ...(isOwn && { own: true as const }) },
        ...(isDateSaid && { dateSaid: true as const }),
        ...(back !== undefined && { dateBack: back }),
        oneDate: true as const,
      }
      const body = { session, currency, float, ...extras }
      const own = { ...context, session, businessDate }
      // What nobody closed of the days before is closed now, before anything of this one is there.
      const itself = { ...context, businessDate, actor: null, approver: null }
      closeBefore(core, itself, { date: businessDate, currency })
      const { id: entry } = store.journal.append({ kind: 'session-opened', body }, own)
      const who = { openedBy: person.id, holder: isOwn ? person.id : null }
      const opened = { openedAt: at, ...who, businessDate, daySaidAt: isDateSaid ? at : null }
      store.tills.open({ id: session, ...opened, currency, float, entry })
      store.afterCommit(status.changed)
      return succeed({ session })
    })
}

interface Day {
  readonly date: string
  readonly isDateSaid: boolean
  /** The later date that was taken back. */
  readonly back?: string
  readonly authority: Authority
}

/**
 * A new day is everybody's: drawers of the day before sell no more, and no money of a cart may lie
 * in one of them.
 */
function endsOthers({ store }: Core, date: string): boolean {
  return store.tills.underWay().some(({ businessDate }) => businessDate !== date)
}

/**
 * The clock's day, unless the clock is behind what was written before, or far ahead of it, or wrong
 * by the backend's so that this is in another day, or the day changed while the session before was
 * under way, or a drawer is still open in another one: then a person says it. Before the last
 * session's day it is set back only by whoever may close days, who are told by the journal.
 */
function dayOf(core: Core, authority: Authority, said: string | undefined): Result<Day> {
  const { closings, journal, standing, tills } = core.store
  const { context, shop } = authority
  const { at, businessDate: date } = context
  const before = tills.latest()
  const lastAt = journal.lastAt() ?? at
  const told = dayToldOtherwise(standing.clock(), at, (instant) =>
    core.businessDate(instant, shop.store),
  )
  // The first session ever takes no day back.
  const last = before?.businessDate ?? told ?? date
  const isBack = at < lastAt - CLOCK_SLACK_MS || date < last
  const isAhead = date > daysAfter(before ? last : core.businessDate(lastAt, shop.store), LEAP_DAYS)
  const end = before?.endedAt ?? null
  const hasChanged =
    before !== undefined &&
    end !== null &&
    core.businessDate(end, shop.store) !== before.businessDate
  const others = tills
    .underWay()
    .filter(({ businessDate, entry }) => businessDate !== date && !closings.isBefore(entry)).length
  if (!isBack && !isAhead && !hasChanged && others === 0 && told === undefined) {
    return succeed({ date, isDateSaid: false, authority })
  }
  if (said === undefined) {
    const doubt = { ...(isAhead && { clock: 'ahead' }), ...(others > 0 && { others }) }
    return fail('business-date-needed', { date, last, ...doubt, ...(told && { told }) })
  }
  const latest = [date, last, told ?? date].toSorted().at(-1) ?? date
  if (said > daysAfter(latest, SAID_AHEAD_DAYS)) return fail('date-implausible')
  if (said >= last) {
    const sure = saidAhead(core, authority, said, [told ?? date, last])
    return sure.ok ? succeed({ date: said, isDateSaid: true, authority: sure.value }) : sure
  }
  const allowed = alsoNeeds(core, authority, 'close-day')
  if (!allowed.ok) return allowed
  return succeed({ date: said, isDateSaid: true, back: last, authority: allowed.value })
}

/**
 * A day that is later than each of the `known` ones ends the fiscal day, and its month and year
 * where it lies beyond them: mistyped, for good. So it is said by whoever may close days, or with
 * the word of one who may.
 */
function saidAhead(
  core: Core,
  authority: Authority,
  said: string,
  known: readonly string[],
): Result<Authority> {
  const { person, shop } = authority
  if (known.some((date) => said <= date)) return succeed(authority)
  const isSure = mayAlone(shop.store, person.role, 'close-day')
  return isSure ? succeed(authority) : approve(core, authority, 'close-day')
}

function daysAfter(date: string, days: number): string {
  return shifted({ from: date, to: date }, days).to
}

/**
 * Counting a till. The count is blind: nothing tells what should be in the drawer before it stands,
 * and nothing changes it afterwards. It ends the sales of its session, where the drawer was not
 * taken away before: the next one may open while somebody reviews this one.
 */
import type { z } from 'zod'
import type { countTillSchema, WaitingView } from '../../contract/terminal/till.ts'
import type { StatusView } from '../../contract/terminal/views.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { piecesMake } from '../../domain/till/cash-move.ts'
import { COUNTS_LIMIT } from '../../domain/till/counted.ts'
import type { CountedSession, TillSession } from '../../ports/store.ts'
import { authorise, inSession, openSession, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import type { CurrentDraft } from '../selling/current-draft.ts'
import { nameOf } from '../staff/views.ts'
import type { StatusTeller } from '../status/teller.ts'
import { clearCart, permissionFor } from './begin-count.ts'
import { slipsSaid } from './slips.ts'

type CountInput = z.infer<typeof countTillSchema>
export type CountTill = (input: CountInput) => Result<WaitingView>

export function createCountTill(
  core: Core,
  current: CurrentDraft,
  status: StatusTeller,
): CountTill {
  const { store } = core
  return ({ command, session: id, after, ...counted }) =>
    core.run('till.count', command, (at) => {
      // The first is the cashier's own; another is wanted by whoever reviews it, and so is a
      // drawer that its cashier left behind.
      const isOwn = after === 0 && openSession(core)?.id === id
      const taken = store.tills.counting().find((each) => each.id === id)
      const needed = taken && permissionFor(taken, signedIn(core)?.id ?? '')
      const authority = authorise(core, at, needed ?? (isOwn ? 'count-till' : 'close-till'))
      if (!authority.ok) return authority
      const session = toBeCounted(core, id, after)
      if (!session.ok) return session
      const wrong = refusalOf(counted)
      if (wrong) return wrong
      // What is in the cart since a drawer was taken away is of the next session.
      const hasMoney = after === 0 && !taken && current.get().tenders.length > 0
      const cleared = isOwn || hasMoney ? clearCart(core, current, authority.value) : succeed(null)
      if (!cleared.ok) return cleared
      const { shop, context, person } = authority.value
      const own = inSession(context, session.value)
      const number = after + 1
      const tenders = slipsSaid(core, shop.store, counted.tenders)
      const { currency } = session.value
      const body = { session: id, number, currency, ...said({ ...counted, tenders }) }
      const entry = store.journal.append({ kind: 'session-counted', body }, own)
      store.tills.count({ session: id, number, entry: entry.id, at, by: person.id })
      store.afterCommit(status.changed)
      const { openedAt } = session.value
      return succeed({ session: id, openedAt, countedAt: at, person: person.name })
    })
}

/** One count wins: whoever counted the same drawer meanwhile is told that it was counted. */
function toBeCounted({ store }: Core, id: string, after: number): Result<TillSession> {
  const { tills } = store
  const all = [...tills.underWay(), ...tills.counting(), ...tills.waiting()]
  const session = all.find((each) => each.id === id)
  if (!session) return fail(tills.counts(id).length > 0 ? 'till-counted' : 'till-closed')
  const isNext = tills.counts(id).length === after && after < COUNTS_LIMIT
  return isNext ? succeed(session) : fail('till-counted')
}

type Counted = Omit<CountInput, 'command' | 'approval' | 'session' | 'after'>

function refusalOf({ counted, pieces, foreign = [] }: Counted): Result<never> | undefined {
  if (counted < 0) return fail('limit-amount')
  const isWhole = foreign.every((each) => piecesMake(each.pieces, each.counted))
  return piecesMake(pieces, counted) && isWhole ? undefined : fail('pieces-wrong')
}

/** Without what is not given: an entry holds nothing that is not there. */
function said({ counted, pieces, foreign, tenders }: Counted) {
  return {
    counted,
    ...{ ...(pieces && { pieces }), ...(foreign && { foreign }), ...(tenders && { tenders }) },
  }
}

export function waitingView(core: Core, session: CountedSession): WaitingView {
  const { id, openedAt, countedAt, countedBy } = session
  return { session: id, openedAt, countedAt, person: nameOf(core, countedBy) }
}

/** The open ones but one. */
export function underWayViews(core: Core, but: string | undefined): StatusView['underWay'] {
  const others = core.store.tills.underWay().filter(({ id }) => id !== but)
  return others.map(({ id, openedAt, openedBy }) => {
    return { session: id, openedAt, person: nameOf(core, openedBy) }
  })
}

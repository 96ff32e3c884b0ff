/**
 * Reviewing a session that was counted, and closing it: what was counted against what there should
 * be, and the Z. Entry, session and paper are one transaction: a power cut finds it counted or
 * closed.
 */
import type { z } from 'zod'
import type {
  ClosedTillView,
  closeTillSchema,
  ReviewView,
  sessionCommandSchema,
} from '../../contract/terminal/till.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { minor } from '../../domain/money.ts'
import type { Entry } from '../../domain/journal/facts.ts'
import {
  beyondTolerance,
  cashCount,
  foreignCounts,
  tenderCounts,
  type CashCount,
} from '../../domain/till/count.ts'
import type { SessionReport } from '../../domain/till/report.ts'
import type { CountedSession } from '../../ports/store.ts'
import { alsoNeeds, authorise, inSession, type Authority } from '../authority.ts'
import type { Core } from '../core.ts'
import type { PrintRunner } from '../printing/runner.ts'
import type { StatusTeller } from '../status/teller.ts'
import { nameOf } from '../staff/views.ts'
import { waitingView } from './count.ts'
import { composeX, composeZ, reportOf } from './reports.ts'

export interface CloseUses {
  /** A command because a second person may have to allow it; it changes nothing. */
  review(input: z.infer<typeof sessionCommandSchema>): Result<ReviewView>
  close(input: z.infer<typeof closeTillSchema>): Result<ClosedTillView>
}

export function createCloseTill(
  core: Core,
  printing: PrintRunner,
  status: StatusTeller,
): CloseUses {
  return {
    review: ({ command, session }) =>
      core.run('till.review', command, (at) => {
        const authority = authorise(core, at, 'close-till')
        if (!authority.ok) return authority
        const found = countedOf(core, session)
        return found
          ? succeed(reviewView(core, authority.value, found))
          : fail('session-not-counted')
      }),
    close: ({ command, session, count, reason }) =>
      core.run('till.close', command, (at) => {
        const authority = authorise(core, at, 'close-till')
        if (!authority.ok) return authority
        const found = countedOf(core, session)
        if (!found) return fail('session-not-counted')
        if (found.stands.body.number !== count) return fail('till-counted')
        const beyond = beyondTolerance(found.outcome, toleranceOf(authority.value))
        if (beyond && reason === undefined) return fail('difference-unexplained', beyond)
        const allowed = beyond
          ? alsoNeeds(core, authority.value, 'accept-difference', beyond)
          : authority
        if (!allowed.ok) return allowed
        const closed = writeZ(core, found, allowed.value, beyond ? reason : undefined)
        printZ(core, printing, allowed.value, session)
        core.store.afterCommit(() => {
          status.changed()
          core.backups?.ask('till-closed')
        })
        return succeed(closed)
      }),
  }
}

interface Counted {
  readonly session: CountedSession
  readonly counts: readonly Entry<'session-counted'>[]
  /** The last of them. */
  readonly stands: Entry<'session-counted'>
  readonly report: SessionReport
  readonly outcome: CashCount & {
    readonly foreign: ReturnType<typeof foreignCounts>
    readonly tenders: ReturnType<typeof tenderCounts>
  }
}

/** Undefined where no such session waits. */
function countedOf(core: Core, id: string): Counted | undefined {
  const { tills } = core.store
  const session = tills.waiting().find((each) => each.id === id)
  const counts = tills.counts(id)
  const stands = counts.at(-1)
  if (!session || !stands) return undefined
  const report = reportOf(core, session)
  const { counted, foreign = [], tenders = [] } = stands.body
  const outcome = {
    ...cashCount(tills.expectedCash(id), counted),
    foreign: foreignCounts(tills.expectedForeign(id), foreign),
    tenders: tenderCounts(report.figures.tenders, tenders),
  }
  return { session, counts, stands, report, outcome }
}

function toleranceOf({ shop }: Authority): number {
  return shop.store.till?.tolerance ?? 0
}

function reviewView(core: Core, authority: Authority, found: Counted): ReviewView {
  const { session, counts, report, outcome } = found
  const { currency, float } = session
  const { shop, person, context } = authority
  const facts = { session, report, at: context.at, person: person.name }
  return {
    ...waitingView(core, session),
    ...{ currency, float, sales: report.figures.sales, ...outcome },
    counts: counts.map(({ at, actor, body: { number, counted } }) => {
      return { number, at, person: nameOf(core, actor ?? ''), counted }
    }),
    needsReason: beyondTolerance(outcome, toleranceOf(authority)) !== undefined,
    document: composeX(core, shop, facts),
  }
}

function writeZ(
  { store }: Core,
  { session, stands, report, outcome }: Counted,
  { person, context }: Authority,
  reason: string | undefined,
): ClosedTillView {
  const { id, openedAt, currency, float } = session
  const { foreign, tenders, ...cash } = outcome
  const { sales, tips } = report.figures
  const numbered = store.tills.nextZ()
  const word = store.tills.elsewhere(id)
  const extras = {
    ...(word && { elsewhere: { at: word.at, counted: word.counted } }),
    ...{ ...(foreign.length > 0 && { foreign }), ...(tenders.length > 0 && { tenders }) },
    ...{ ...(tips !== 0 && { tips: minor(tips) }), ...(reason !== undefined && { reason }) },
  }
  const z = { ...numbered, report }
  const count = stands.body.number
  const body = { session: id, currency, ...cash, sales, ...extras, count, z }
  const own = inSession(context, session)
  const entry = store.journal.append({ kind: 'session-closed', body } as const, own)
  const { expected, counted } = cash
  const closing = { closedAt: context.at, closedBy: person.id, entry: entry.id, z: numbered.number }
  store.tills.close(id, { ...closing, expected, counted })
  const closed = { session: id, z: numbered.number, openedAt, closedAt: context.at, sales, float }
  return { ...closed, ...outcome, tips: minor(tips) }
}

/** From the entry as it was just kept: what is printed again later says the very same. */
function printZ(
  core: Core,
  printing: PrintRunner,
  { shop, context }: Authority,
  session: string,
): void {
  if (!core.devices().printer) return
  const known = core.store.tills.z(session)
  if (!known) throw new Error(`session ${session} has no Z`)
  const document = composeZ(core, shop, known, 0)
  const slip = { sale: null, about: { kind: 'z', session }, document } as const
  printing.add({ id: core.random.id(), kind: 'close-slip', ...slip }, context)
}

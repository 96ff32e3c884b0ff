/** Acts on the till: its opening, its drawer, its close. */
import type { Minor } from '../../src/domain/money.ts'
import type { CashMoveKind, Pieces } from '../../src/domain/till/cash-move.ts'
import type { CountedForeign, CountedTenders } from '../../src/domain/till/counted.ts'
import type {
  CashMoveView,
  ReportView,
  ReviewView,
  ZView,
} from '../../src/contract/terminal/till.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { isCardOver } from '../state/state.ts'
import { troubleOf, type Trouble } from '../connection/trouble.ts'
import type { TerminalClient } from '../connection/link.ts'
import { signOut } from './people.ts'
import { command, endOfPanel, guarded, shown, type Desk, type Own } from './desk.ts'

/** Answers what went wrong, to be said beside the float; null where the till is open. */
export function openTill(
  desk: Desk,
  float: Minor,
  pieces: Pieces | undefined,
  businessDate: string | null,
): Promise<Trouble | null> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.till.open({
        ...{ ...own, float },
        ...(pieces && { pieces }),
        ...(businessDate !== null && businessDate !== '' && { businessDate }),
      }),
    )
    if (answer.ok) return null
    desk.tones.play('blocked')
    return answer.trouble
  })
}

/** The session goes on in its day; what was refused over it is said no more. */
export function continueDay(desk: Desk): Promise<void> {
  return guarded(desk, async (desk) => {
    const session = desk.store.state().status?.till?.session
    if (session === undefined) return
    const answer = await command(desk, (client, own) =>
      client.till.continueDay({ ...own, session }),
    )
    if (answer.ok) desk.store.change({ kind: 'trouble', trouble: null })
    else shown(desk, answer)
  })
}

export function openDrawer(desk: Desk, reason: string): Promise<void> {
  return guarded(desk, async (desk) => {
    const close = endOfPanel(desk)
    const answer = await command(desk, (client, own) => client.till.openDrawer({ ...own, reason }))
    if (shown(desk, answer) === null) close()
  })
}

export interface CashToMove {
  readonly kind: CashMoveKind
  /** Null for the store's own. */
  readonly currency: string | null
  readonly amount: Minor
  readonly reason: string
  readonly note: string
}

/** Answers what moved; `done` is told it, also where a second person had to come first. */
export function moveCash(
  desk: Desk,
  { note, ...move }: CashToMove,
  done: (moved: CashMoveView) => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) =>
      client.till.moveCash({ ...own, ...move, ...(note !== '' && { note }) }),
    )
    const moved = shown(desk, answer)
    if (moved) done(moved)
  })
}

/** The figures so far, printed too where there is a printer; that they were read is written. */
export function readX(
  desk: Desk,
  done: (report: ReportView) => void,
  session?: string,
): Promise<void> {
  const named = session === undefined ? {} : { session }
  return asked(desk, (client, own) => client.till.readX({ ...own, ...named }), done)
}

export function listZs(desk: Desk, done: (zs: ZView[]) => void): Promise<void> {
  return asked(desk, (client, own) => client.till.zs(own), done)
}

export function readZ(
  desk: Desk,
  session: string,
  done: (report: ReportView) => void,
): Promise<void> {
  return asked(desk, (client, own) => client.till.readZ({ ...own, session }), done)
}

export function reprintZ(desk: Desk, session: string, done: () => void): Promise<void> {
  return asked(desk, (client, own) => client.till.reprintZ({ ...own, session }), done)
}

/** Tells the answer to `done`, also where a second person had to come first. */
function asked<Value>(
  desk: Desk,
  ask: (client: TerminalClient, own: Own) => Promise<Value>,
  done: (value: Value) => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, ask)
    if (answer.ok) done(answer.value)
    else shown(desk, answer)
  })
}

/** Goes to the count, once everything before has been answered and nothing is in its way. */
export async function beginClose(desk: Desk): Promise<void> {
  await desk.inTurn(async () => {
    const code = inTheWay(desk)
    const session = desk.store.state().status?.till?.session
    if (code !== undefined) shown(desk, { ok: false, trouble: troubleOf(code) })
    else if (session !== undefined) countAgain(desk, session, 0)
  })
}

/** Goes to the count of a session that has so many counts already. */
export function countAgain(desk: Desk, session: string, after: number): void {
  desk.store.change({ kind: 'closing', closing: { phase: 'count', session, after } })
}

/**
 * The drawer goes away with whoever counts it, and the next person comes. Answers what went wrong,
 * to be said beside it.
 */
export function takeDrawerAway(desk: Desk, session: string): Promise<Trouble | null> {
  return guarded(desk, async (desk) => {
    const answer = await desk.inTurn(() =>
      command(desk, (client, own) => client.till.beginCount({ ...own, session })),
    )
    if (!answer.ok) return refused(desk, answer.trouble)
    desk.store.change({ kind: 'closing', closing: null })
    await signOut(desk)
    return null
  })
}

/** The core asks all of it again; here it is said before anybody counts for nothing. */
function inTheWay(desk: Desk): string | undefined {
  const { status, draft, step } = desk.store.state()
  const needed: Permission = 'count-till'
  if (status?.permissions.includes(needed) !== true) return 'not-permitted'
  if (draft?.payment) {
    return draft.payment.state === 'unknown' ? 'payment-unknown' : 'payment-pending'
  }
  if (step.name === 'card' && !isCardOver(step.phase) && step.phase !== 'unknown') {
    return 'payment-pending'
  }
  return draft && draft.lines.length > 0 ? 'draft-open' : undefined
}

/** What was counted: own money, its pieces where they were, and what lies beside it. */
export interface DrawerCounted {
  readonly session: string
  readonly after: number
  readonly counted: Minor
  readonly pieces: Pieces | undefined
  readonly foreign: CountedForeign
  readonly tenders: CountedTenders
}

/**
 * Answers what went wrong, to be said beside the count; null where it stands. Whoever may review it
 * is shown how it came out, everybody else that it waits.
 */
export function countTill(desk: Desk, count: DrawerCounted): Promise<Trouble | null> {
  const { pieces, foreign, tenders, ...own } = count
  const extras = {
    ...(pieces && { pieces }),
    ...(foreign.length > 0 && { foreign }),
    ...(tenders.length > 0 && { tenders }),
  }
  return guarded(desk, async (desk) => {
    const answer = await desk.inTurn(() =>
      command(desk, (client, id) => client.till.count({ ...id, ...own, ...extras })),
    )
    if (!answer.ok) return refused(desk, answer.trouble)
    const waiting = answer.value
    const may = desk.store.state().status?.permissions.includes('close-till') === true
    desk.store.change({ kind: 'closing', closing: { phase: 'counted', waiting } })
    if (may) await review(desk, waiting.session)
    return null
  })
}

/** Counted against expected, for whoever may see it. */
export function review(desk: Desk, session: string): Promise<void> {
  return asked(
    desk,
    (client, own) => client.till.review({ ...own, session }),
    (seen) => desk.store.change({ kind: 'closing', closing: { phase: 'review', review: seen } }),
  )
}

/** Answers what went wrong, to be said beside the figures; null where the till has its Z. */
export function closeTill(
  desk: Desk,
  { session, counts }: ReviewView,
  reason: string,
): Promise<Trouble | null> {
  return guarded(desk, async (desk) => {
    const answer = await desk.inTurn(() =>
      command(desk, (client, own) =>
        client.till.close({
          ...{ ...own, session, count: counts.length },
          ...(reason !== '' && { reason }),
        }),
      ),
    )
    if (!answer.ok) return refused(desk, answer.trouble)
    desk.store.change({ kind: 'closing', closing: { phase: 'closed', till: answer.value } })
    return null
  })
}

/** Where a second person is asked, they are told beside their PIN. */
function refused(desk: Desk, trouble: Trouble): Trouble | null {
  desk.tones.play('blocked')
  return desk.store.state().approval ? null : trouble
}

/** Acts on the till: its opening, its drawer, its close. */
import type { Minor } from '../../src/domain/money.ts'
import type { CashMoveKind } from '../../src/domain/till/cash-move.ts'
import type { CashMoveView, ReportView, ZView } from '../../src/contract/terminal/till.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { isCardOver } from '../state/state.ts'
import { troubleOf, type Trouble } from '../connection/trouble.ts'
import type { TerminalClient } from '../connection/link.ts'
import { command, guarded, shown, type Desk, type Own } from './desk.ts'

/** Answers what went wrong, to be said beside the float; null where the till is open. */
export function openTill(desk: Desk, float: Minor): Promise<Trouble | null> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.till.open({ ...own, float }))
    if (answer.ok) return null
    desk.tones.play('blocked')
    return answer.trouble
  })
}

export function openDrawer(desk: Desk, reason: string): Promise<void> {
  return guarded(desk, async (desk) => {
    const answer = await command(desk, (client, own) => client.till.openDrawer({ ...own, reason }))
    if (shown(desk, answer) === null) desk.store.change({ kind: 'panel', panel: null })
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
export function readX(desk: Desk, done: (report: ReportView) => void): Promise<void> {
  return asked(desk, (client, own) => client.till.readX(own), done)
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
    if (code === undefined) desk.store.change({ kind: 'closing', closing: { phase: 'count' } })
    else shown(desk, { ok: false, trouble: troubleOf(code) })
  })
}

/** The core asks all of it again; here it is said before anybody counts for nothing. */
function inTheWay(desk: Desk): string | undefined {
  const { status, draft, step } = desk.store.state()
  const needed: Permission = 'close-till'
  if (status?.permissions.includes(needed) !== true) return 'not-permitted'
  if (draft?.payment) {
    return draft.payment.state === 'unknown' ? 'payment-unknown' : 'payment-pending'
  }
  if (step.name === 'card' && !isCardOver(step.phase) && step.phase !== 'unknown') {
    return 'payment-pending'
  }
  return draft && draft.lines.length > 0 ? 'draft-open' : undefined
}

/** Cash of another currency that was counted, in minor units of its own. */
export interface ForeignCount {
  readonly currency: string
  readonly counted: Minor
}

/** Answers what went wrong, to be said beside the count; null where the till is closed. */
export function closeTill(
  desk: Desk,
  counted: Minor,
  foreign: ForeignCount[] = [],
): Promise<Trouble | null> {
  return guarded(desk, async (desk) => {
    const answer = await desk.inTurn(() =>
      command(desk, (client, own) =>
        client.till.close({ ...own, counted, ...(foreign.length > 0 && { foreign }) }),
      ),
    )
    if (answer.ok) {
      desk.store.change({ kind: 'closing', closing: { phase: 'closed', till: answer.value } })
      return null
    }
    desk.tones.play('blocked')
    return answer.trouble
  })
}

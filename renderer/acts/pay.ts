/** Acts that take money. */
import type { PaymentAnswer } from '../../src/contract/terminal/commands.ts'
import type { DraftView } from '../../src/contract/terminal/views.ts'
import { minor, type Minor } from '../../src/domain/money.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import { command, guarded, shown, type Desk } from './desk.ts'

/** Opens the tender beside the cart, once everything that was scanned before has been answered. */
export async function beginCash(desk: Desk): Promise<void> {
  const isOver = await desk.inTurn(async () => {
    if (!mayPay(desk)) return false
    if (moneyBack(desk.store.state().draft) !== null) return true
    desk.store.change({ kind: 'step', step: { name: 'cash' } })
    return false
  })
  if (isOver) await payCash(desk, minor(0))
}

/** What goes back to the customer, 0 for an even exchange; null where something is to be paid. */
export function moneyBack(draft: DraftView | null): number | null {
  if (!draft || draft.total > 0 || !draft.lines.some(({ returned }) => returned)) return null
  return Math.abs(draft.total)
}

function mayPay(desk: Desk): boolean {
  const { draft, step } = desk.store.state()
  if (step.name === 'card' && step.phase !== 'declined' && step.phase !== 'cancelled') return false
  if (draft && draft.lines.length > 0) return true
  shown(desk, { ok: false, trouble: { code: 'draft-empty', details: {} } })
  return false
}

export async function payCash(desk: Desk, tendered: Minor): Promise<void> {
  await desk.inTurn(async () => {
    const { draft } = desk.store.state()
    if (!draft) return
    const seen = { draft: draft.id, version: draft.version }
    const asked = await command(desk, (client, own) =>
      client.draft.payCash({ ...own, ...seen, tendered }),
    )
    const sale = shown(desk, asked)
    if (sale) desk.store.change({ kind: 'sold', sale })
  })
}

/** Waits for its turn, but holds nobody up: a payment at the device takes as long as it takes. */
export async function payCard(desk: Desk): Promise<void> {
  const isReady = await desk.inTurn(async () => mayPay(desk))
  if (!isReady) return
  desk.store.change({ kind: 'step', step: { name: 'card', phase: 'waiting', reason: '' } })
  settled(desk, await paymentAnswer(desk, (client, seen) => client.draft.payCard(seen)))
}

/** Asks the payment terminal what became of a payment whose end is not known. */
export async function resolvePayment(desk: Desk): Promise<void> {
  desk.store.change({ kind: 'step', step: { name: 'card', phase: 'asking', reason: '' } })
  settled(desk, await paymentAnswer(desk, (client, seen) => client.draft.resolvePayment(seen)))
}

/** What somebody says of that payment who has seen whether the card was charged. */
export function settlePayment(desk: Desk, outcome: 'charged' | 'not-charged'): Promise<void> {
  return guarded(desk, async (desk) => {
    desk.store.change({ kind: 'step', step: { name: 'card', phase: 'asking', reason: '' } })
    const asked = await paymentAnswer(desk, (client, seen) =>
      client.draft.settlePayment({ ...seen, outcome }),
    )
    settled(desk, asked)
    // Nobody needs to be told what they have just said: the cart is free, and that is enough.
    const isFreed = asked.ok && asked.value.outcome === 'declined'
    if (isFreed) desk.store.change({ kind: 'step', step: { name: 'sell' } })
  })
}

/** Asks for the payment under way to be given up; its own answer says whether that came in time. */
export async function cancelPayment(desk: Desk): Promise<void> {
  const { draft } = desk.store.state()
  if (!draft) return
  const seen = { draft: draft.id, version: draft.version }
  const asked = await command(desk, (client, own) =>
    client.draft.cancelPayment({ ...own, ...seen }),
  )
  const { step } = desk.store.state()
  // A payment that ended meanwhile says so by itself.
  if (step.name === 'card' && step.phase === 'waiting') shown(desk, asked)
}

type Seen = Parameters<TerminalClient['draft']['payCard']>[0]

async function paymentAnswer(
  desk: Desk,
  act: (client: TerminalClient, seen: Seen) => Promise<PaymentAnswer>,
): Promise<Answer<PaymentAnswer>> {
  const { draft } = desk.store.state()
  if (!draft) return { ok: false, trouble: { code: 'draft-empty', details: {} } }
  return command(desk, (client, own) =>
    act(client, { ...own, draft: draft.id, version: draft.version }),
  )
}

function settled(desk: Desk, asked: Answer<PaymentAnswer>): void {
  if (!asked.ok) {
    // Where the draft still carries a payment, taking it over puts the right step back.
    desk.store.change({ kind: 'step', step: { name: 'sell' } })
    const { draft } = desk.store.state()
    if (draft) desk.store.change({ kind: 'drafted', draft })
    shown(desk, asked)
    return
  }
  if (asked.value.outcome === 'done') {
    desk.store.change({ kind: 'sold', sale: asked.value.sale })
    return
  }
  const { outcome, draft, reason } = asked.value
  desk.tones.play('blocked')
  desk.store.change({ kind: 'drafted', draft })
  desk.store.change({ kind: 'step', step: { name: 'card', phase: outcome, reason } })
}

/** Acts that take money. */
import type { PaymentAnswer } from '../../src/contract/terminal/commands.ts'
import type { DraftView, TenderView } from '../../src/contract/terminal/views.ts'
import { minor, type Minor } from '../../src/domain/money.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import { isCardOver } from '../state/state.ts'
import { command, endOfStep, guarded, shown, type Desk } from './desk.ts'

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
  // What was paid for goods laid away may be more than the sale that ends that comes to.
  if (draft?.layaway && draft.due <= 0) return Math.abs(draft.due)
  // Goods by their receipt or without it, and empties alike.
  if (!draft || draft.total > 0 || !draft.lines.some(({ quantity }) => quantity < 0)) return null
  return Math.abs(draft.total)
}

/** Asks what the customer gives on top, where the store wants that. */
export function beginTip(desk: Desk): void {
  const takesTips = desk.store.state().shop?.takesTips === true
  if (takesTips && mayPay(desk)) desk.store.change({ kind: 'step', step: { name: 'tip' } })
}

/** Says why not where nothing can be paid now. */
export function mayPay(desk: Desk): boolean {
  const { draft, step } = desk.store.state()
  if (step.name === 'card' && !isCardOver(step.phase)) return false
  const isAsking = desk.store.state().questions.length > 0
  const isFull = draft !== null && draft.lines.length > 0
  if (isFull && !isAsking) return true
  const code = isAsking ? 'question-open' : 'draft-empty'
  shown(desk, { ok: false, trouble: { code, details: {} } })
  return false
}

/** Local cash for all that is due: the sale is done. */
export async function payCash(desk: Desk, tendered: Minor): Promise<void> {
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) =>
        client.draft.payCash({ ...own, ...seen, tendered }),
      )
      const sale = shown(desk, asked)
      if (sale) desk.store.change({ kind: 'sold', sale })
    })
  })
}

/** Cash for a part, or of another currency; `currency` is null for the store's own. */
export async function takeCash(
  desk: Desk,
  tendered: Minor,
  currency: string | null,
): Promise<void> {
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) =>
        client.draft.takeCash({ ...own, ...seen, tendered, currency }),
      )
      const answer = shown(desk, asked)
      if (answer) followed(desk, answer, 'payment')
    })
  })
}

export async function setTip(desk: Desk, tip: Minor): Promise<void> {
  const end = endOfStep(desk)
  await guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const seen = seenDraft(desk)
      if (!seen) return
      const asked = await command(desk, (client, own) =>
        client.draft.setTip({ ...own, ...seen, tip }),
      )
      const draft = shown(desk, asked)
      if (!draft) return
      desk.store.change({ kind: 'drafted', draft })
      end()
    })
  })
}

/**
 * All that is due, or a part of it. Waits for its turn, but holds nobody up: a payment at the
 * device takes as long as it takes.
 */
export async function payCard(desk: Desk, amount?: Minor): Promise<void> {
  const isReady = await desk.inTurn(async () => mayPay(desk))
  if (!isReady) return
  await guarded(desk, async (desk) => {
    desk.store.change({ kind: 'step', step: { name: 'card', phase: 'waiting', reason: '' } })
    const part = amount === undefined ? {} : { amount }
    const asked = await paymentAnswer(desk, (client, seen) =>
      client.draft.payCard({ ...seen, ...part }),
    )
    settled(desk, asked, 'payment')
  })
}

/** Cash goes back over the counter at once, a card's money by the payment terminal. */
export async function undoTender(desk: Desk, tender: TenderView): Promise<void> {
  await guarded(desk, async (desk) => {
    const step = { name: 'card', phase: 'returning', reason: '' } as const
    if (tender.kind === 'card') desk.store.change({ kind: 'step', step })
    const asked = await paymentAnswer(desk, (client, seen) =>
      client.draft.undoTender({ ...seen, tender: tender.id }),
    )
    settled(desk, asked, 'reversal')
  })
}

/** The tender that was taken last; false where there is none. */
export function undoLastTender(desk: Desk): boolean {
  const last = desk.store.state().draft?.tenders.at(-1)
  if (last) void undoTender(desk, last)
  return last !== undefined
}

/** Asks the payment terminal what became of a payment whose end is not known. */
export async function resolvePayment(desk: Desk): Promise<void> {
  const kind = desk.store.state().draft?.payment?.kind ?? 'payment'
  desk.store.change({ kind: 'step', step: { name: 'card', phase: 'asking', reason: '' } })
  const asked = await paymentAnswer(desk, (client, seen) => client.draft.resolvePayment(seen))
  settled(desk, asked, kind)
}

/** What somebody says of that payment who has seen whether the card was charged. */
export function settlePayment(desk: Desk, outcome: 'charged' | 'not-charged'): Promise<void> {
  return guarded(desk, async (desk) => {
    const kind = desk.store.state().draft?.payment?.kind ?? 'payment'
    desk.store.change({ kind: 'step', step: { name: 'card', phase: 'asking', reason: '' } })
    const asked = await paymentAnswer(desk, (client, seen) =>
      client.draft.settlePayment({ ...seen, outcome }),
    )
    settled(desk, asked, kind)
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

type Seen = Parameters<TerminalClient['draft']['resolvePayment']>[0]

export function seenDraft(desk: Desk) {
  const { draft } = desk.store.state()
  return draft && { draft: draft.id, version: draft.version }
}

export async function paymentAnswer(
  desk: Desk,
  act: (client: TerminalClient, seen: Seen) => Promise<PaymentAnswer>,
): Promise<Answer<PaymentAnswer>> {
  const { draft } = desk.store.state()
  if (!draft) return { ok: false, trouble: { code: 'draft-empty', details: {} } }
  return command(desk, (client, own) =>
    act(client, { ...own, draft: draft.id, version: draft.version }),
  )
}

type PaymentKind = NonNullable<DraftView['payment']>['kind']

/** Puts the step right, whatever became of a payment. */
export function settled(desk: Desk, asked: Answer<PaymentAnswer>, kind: PaymentKind): void {
  if (!asked.ok) {
    // Where the draft still carries a payment, taking it over puts the right step back.
    desk.store.change({ kind: 'step', step: { name: 'sell' } })
    const { draft } = desk.store.state()
    if (draft) desk.store.change({ kind: 'drafted', draft })
    shown(desk, asked)
    return
  }
  followed(desk, asked.value, kind)
}

/** What the screens make of an answer about money. */
export function followed(desk: Desk, answer: PaymentAnswer, kind: PaymentKind): void {
  if (answer.outcome === 'done') {
    desk.store.change({ kind: 'sold', sale: answer.sale })
    return
  }
  desk.store.change({ kind: 'drafted', draft: answer.draft })
  if (!('reason' in answer)) {
    desk.store.change({ kind: 'step', step: { name: 'sell' } })
    return
  }
  desk.tones.play('blocked')
  const { outcome, reason } = answer
  const phase = outcome === 'unknown' || kind === 'payment' ? outcome : 'not-returned'
  desk.store.change({ kind: 'step', step: { name: 'card', phase, reason } })
}

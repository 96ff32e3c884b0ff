/** Acts on the cart: scanning, adding, changing, taking back. */
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { DraftView, SellableView } from '../../src/contract/terminal/views.ts'
import type { UnitPrice } from '../../src/domain/money.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Tone } from '../sound/tones.ts'
import { quantityOf } from '../state/entry.ts'
import { command, endOfPanel, endOfStep, guarded, shown, type Desk, type Own } from './desk.ts'
import { beginGiftCard } from './gift-cards.ts'
import { bringBack } from './returns.ts'
import { answersMark, askFamily, rungUp } from './questions.ts'
import { takeUpQuote } from './take-up.ts'

const TONES: Readonly<Record<ScanAnswer['outcome'], Tone>> = {
  added: 'found',
  receipt: 'found',
  quote: 'found',
  'gift-card': 'found',
  badge: 'found',
  choose: 'unknown',
  ask: 'unknown',
  repeated: 'unknown',
  unknown: 'unknown',
  blocked: 'blocked',
}

/**
 * Plays what became of a scan, unless it was the number that a question waits for. A quote is taken
 * up, whichever scanner read it.
 */
export function sounded(desk: Desk, answer: ScanAnswer): void {
  if (!answersMark(desk, answer)) desk.tones.play(TONES[answer.outcome])
  if (answer.outcome === 'quote') void takeUpQuote(desk, answer.number)
}

/**
 * A code from a scanner or the keyboard, with the quantity that waits in the entry. `heardAt` is
 * when the scanner was heard, by the page's own clock; undefined where a person typed the code.
 */
export async function scan(desk: Desk, text: string, heardAt?: number): Promise<void> {
  const { quantity } = desk.store.state().entry
  desk.store.change({ kind: 'scanning' })
  const heard = heardAt === undefined ? {} : { heard: { by: 'wedge', at: heardAt } }
  await guarded(desk, (desk) =>
    desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.draft.scan({ ...own, text, symbology: null, quantity, ...heard }),
      )
      const answer = shown(desk, asked)
      if (answer) heardAs(desk, answer, quantity)
      if (answer?.outcome === 'gift-card') beginGiftCard(desk, text)
    }),
  )
}

/** A beep. While containers come back it gives a deposit back; else it is rung up. */
export function heard(desk: Desk, text: string, at: number): Promise<void> {
  const { step, entry } = desk.store.state()
  if (step.name === 'gift-card') return Promise.resolve(beginGiftCard(desk, text))
  if (step.name === 'brought') {
    const { numbered } = step
    if (numbered) return bringBack(desk, step, numbered, text.trim())
    return bringBack(desk, step, { by: 'code', text })
  }
  if (step.name !== 'deposits') return scan(desk, text, at)
  return returnDeposit(desk, { by: 'code', text }, quantityOf(entry))
}

/** What became of a scan; scanners that the core itself reads tell it by an event. */
function heardAs(desk: Desk, answer: ScanAnswer, quantity: Quantity | null): void {
  desk.store.change({ kind: 'scanned', answer, quantity })
  sounded(desk, answer)
}

/** Takes over the draft that a command answered; true where it did what was asked. */
function taken(desk: Desk, answer: Answer<DraftView>): boolean {
  const draft = shown(desk, answer)
  if (draft) desk.store.change({ kind: 'drafted', draft })
  return draft !== undefined
}

/** Goods that were chosen from tiles or a search; of a whole family it is asked which one. */
export async function add(desk: Desk, goods: SellableView): Promise<void> {
  const { quantity } = desk.store.state().entry
  desk.store.change({ kind: 'entry-cleared' })
  if (goods.family) return askFamily(desk, goods.family.product, quantity)
  await guarded(desk, (desk) =>
    desk.inTurn(async () => {
      const asked = await rungUp(desk, { kind: 'goods', goods }, quantity)
      const answer = shown(desk, asked)
      if (!answer) return
      desk.store.change({ kind: 'scanned', answer, quantity, goods })
      desk.tones.play(TONES[answer.outcome])
    }),
  )
}

export interface OpenItem {
  readonly name: string
  readonly unitPrice: UnitPrice
  readonly department: string
  readonly quantity: Quantity
}

export function addOpenItem(desk: Desk, item: OpenItem): Promise<void> {
  const end = endOfStep(desk)
  return guarded(desk, async (desk) => {
    const isAdded = await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.draft.addOpenItem({ ...own, ...item }),
      )
      return taken(desk, asked)
    })
    if (isAdded) end()
  })
}

type Seen = Own & { readonly draft: string; readonly version: number }

/** For acts that name a version. It is read when the turn comes, after what was done before. */
export async function changeSeen(
  desk: Desk,
  act: (client: TerminalClient, seen: Seen) => Promise<DraftView>,
  then: () => void = () => {},
): Promise<void> {
  await guarded(desk, async (desk) => {
    const isDone = await desk.inTurn(async () => {
      const { draft } = desk.store.state()
      if (!draft) return false
      const { id, version } = draft
      const asked = await command(desk, (client, own) =>
        act(client, { ...own, draft: id, version }),
      )
      return taken(desk, asked)
    })
    if (isDone) then()
  })
}

export async function setQuantity(desk: Desk, line: string, quantity: Quantity): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.setQuantity({ ...seen, line, quantity }),
    endOfStep(desk),
  )
}

export async function removeLine(desk: Desk, line: string): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.remove({ ...seen, line }))
}

/** One more of what came last. */
export async function repeatLast(desk: Desk): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.repeat(seen),
    () => desk.tones.play('found'),
  )
}

/** `line` is null for the note of the whole sale; an empty text takes it away. */
export async function setNote(desk: Desk, line: string | null, note: string): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.setNote({ ...seen, line, note }),
    endOfStep(desk),
  )
}

export type Container =
  | { readonly by: 'code'; readonly text: string }
  | { readonly by: 'deposit'; readonly variant: string }

/** A bottle that came back, by the code on it or by its deposit. */
export async function returnDeposit(
  desk: Desk,
  container: Container,
  quantity: Quantity,
): Promise<void> {
  const isGiven = await guarded(desk, (desk) =>
    desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.draft.returnDeposit({ ...own, container, quantity }),
      )
      return taken(desk, asked)
    }),
  )
  if (isGiven) desk.tones.play('found')
}

export async function undo(desk: Desk): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.undo(seen))
}

export async function abandon(desk: Desk): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.abandon(seen), endOfPanel(desk))
}

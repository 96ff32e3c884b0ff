/** Acts on the cart: scanning, adding, changing, taking back. */
import type { ScanAnswer } from '../../src/contract/terminal/commands.ts'
import type { DraftView, SellableView } from '../../src/contract/terminal/views.ts'
import type { UnitPrice } from '../../src/domain/money.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import type { TerminalClient } from '../connection/link.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Tone } from '../sound/tones.ts'
import { quantityOf } from '../state/entry.ts'
import { command, guarded, shown, type Desk, type Own } from './desk.ts'

const TONES: Readonly<Record<ScanAnswer['outcome'], Tone>> = {
  added: 'found',
  receipt: 'found',
  choose: 'unknown',
  unknown: 'unknown',
  blocked: 'blocked',
}

/** Plays what became of a scan; also for scanners that the core itself reads. */
export function sounded(desk: Desk, answer: ScanAnswer): void {
  desk.tones.play(TONES[answer.outcome])
}

/** A code from a scanner or the keyboard, with the quantity that waits in the entry. */
export async function scan(desk: Desk, text: string): Promise<void> {
  const quantity = quantityOf(desk.store.state().entry)
  desk.store.change({ kind: 'scanning' })
  await desk.inTurn(async () => {
    const asked = await command(desk, (client, own) =>
      client.draft.scan({ ...own, text, symbology: null, quantity }),
    )
    const answer = shown(desk, asked)
    if (!answer) return
    desk.store.change({ kind: 'scanned', answer, quantity })
    sounded(desk, answer)
  })
}

/** Takes over the draft that a command answered; true where it did what was asked. */
function taken(desk: Desk, answer: Answer<DraftView>): boolean {
  const draft = shown(desk, answer)
  if (draft) desk.store.change({ kind: 'drafted', draft })
  return draft !== undefined
}

/** A product that was chosen from tiles, search or several with one code. */
export async function add(desk: Desk, goods: SellableView, quantity?: Quantity): Promise<void> {
  const wanted = quantity ?? quantityOf(desk.store.state().entry)
  desk.store.change({ kind: 'entry-cleared' })
  const { variant, packQuantity } = goods
  const barcode = goods.barcode === null ? null : { gtin: goods.barcode, packQuantity }
  const isAdded = await desk.inTurn(async () => {
    const asked = await command(desk, (client, own) =>
      client.draft.add({ ...own, variant, barcode, quantity: wanted }),
    )
    return taken(desk, asked)
  })
  if (isAdded) desk.tones.play('found')
}

export interface OpenItem {
  readonly name: string
  readonly unitPrice: UnitPrice
  readonly department: string
  readonly quantity: Quantity
}

export function addOpenItem(desk: Desk, item: OpenItem): Promise<void> {
  return guarded(desk, async (desk) => {
    const isAdded = await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.draft.addOpenItem({ ...own, ...item }),
      )
      return taken(desk, asked)
    })
    if (isAdded) desk.store.change({ kind: 'step-over', name: 'open-item' })
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
    () => desk.store.change({ kind: 'step-over', name: 'quantity' }),
  )
}

export async function removeLine(desk: Desk, line: string): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.remove({ ...seen, line }))
}

export async function undo(desk: Desk): Promise<void> {
  await changeSeen(desk, (client, seen) => client.draft.undo(seen))
}

export async function abandon(desk: Desk): Promise<void> {
  await changeSeen(
    desk,
    (client, seen) => client.draft.abandon(seen),
    () => desk.store.change({ kind: 'panel', panel: null }),
  )
}

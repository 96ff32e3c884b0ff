/** Acts on the stock: what is written on a sheet, and what books it. */
import type { ScannedOnto, SheetView } from '../../src/contract/terminal/stock.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { Permission } from '../../src/domain/permission.ts'
import type { UnitPrice } from '../../src/domain/money.ts'
import type { Quantity } from '../../src/domain/quantity.ts'
import type { AdjustmentReason } from '../../src/domain/stock/adjustment.ts'
import type { SheetKind } from '../../src/domain/stock/sheet.ts'
import type { TerminalClient } from '../connection/link.ts'
import { troubleOf } from '../connection/trouble.ts'
import { EMPTY_BENCH, type Bench } from '../state/bench.ts'
import type { TerminalState } from '../state/state.ts'
import { command, guarded, shown, type Desk, type Own } from './desk.ts'

/** What books a sheet, or begins a count; whoever has one of these has work here. */
export const STOCK_PERMISSIONS = {
  receipt: 'receive-goods',
  adjustment: 'adjust-stock',
  transfer: 'send-goods',
  count: 'count-stock',
} as const satisfies Record<SheetKind, Permission>

type Known = Pick<TerminalState, 'status' | 'shop'>

export function mayWorkOnStock(known: Known): boolean {
  return kindsFor(known).length > 0
}

/** Goods are sent where there is another store that they could go to. */
export function kindsFor({ status, shop }: Known): readonly SheetKind[] {
  const kinds = Object.keys(STOCK_PERMISSIONS) as SheetKind[]
  const hasStores = shop !== null && shop.otherStores.length > 0
  return kinds.filter(
    (kind) =>
      (kind !== 'transfer' || hasStores) &&
      (status?.permissions.includes(STOCK_PERMISSIONS[kind]) ?? false),
  )
}

/** In place of the sale, whose cart stays as it is; a payment under way is ended first. */
export function beginStock(desk: Desk): void {
  const { status, shop, step } = desk.store.state()
  const [kind] = kindsFor({ status, shop })
  if (!kind) {
    shown(desk, { ok: false, trouble: troubleOf('not-permitted') })
  } else if (step.name !== 'card') {
    change(desk, { ...EMPTY_BENCH, kind })
    desk.store.change({ kind: 'reading', what: 'stock' })
  }
}

export function change(desk: Desk, bench: Partial<Bench>): void {
  desk.store.change({ kind: 'trouble', trouble: null })
  desk.store.change({ kind: 'bench', bench })
}

/** As the core has it: read when the screen opens, and whenever goods changed. */
export async function showSheet(desk: Desk, kind: SheetKind): Promise<void> {
  const isOther = desk.store.state().bench.kind !== kind
  if (isOther) change(desk, { ...EMPTY_BENCH, kind })
  await desk.inTurn(async () => {
    const asked = await desk.connection.ask((client) => client.stock.sheet({ kind }))
    const sheet = shown(desk, asked)
    if (sheet) desk.store.change({ kind: 'bench', bench: { sheet } })
  })
}

/** A beep, or a code that was typed. */
export async function scanOnto(desk: Desk, text: string): Promise<void> {
  const { kind } = desk.store.state().bench
  change(desk, { said: null })
  await desk.inTurn(async () => {
    const asked = await command(desk, (client, { command: id }) =>
      client.stock.scan({ command: id, kind, text, symbology: null }),
    )
    const answer = shown(desk, asked)
    if (answer) writtenOn(desk, answer)
  })
}

/** What scanners wrote that the core reads itself, until the answer is called. */
export function followBeeps(desk: Desk, kind: SheetKind): () => void {
  return desk.connection.follow(
    (client) => client.stock.follow({ kind }),
    (answer) => writtenOn(desk, answer),
  )
}

function writtenOn(desk: Desk, answer: ScannedOnto): void {
  switch (answer.outcome) {
    case 'written':
      change(desk, { sheet: answer.sheet, line: answer.line, said: null })
      break
    case 'ordered':
      change(desk, { sheet: answer.sheet, said: null })
      break
    case 'noted':
      change(desk, { sheet: answer.sheet, line: answer.line, said: null })
      break
    case 'choose':
      change(desk, { said: { kind: 'choose', choices: answer.choices } })
      break
    case 'unknown':
      change(desk, { said: { kind: 'unknown', text: answer.text } })
      break
    case 'blocked':
      return void shown(desk, { ok: false, trouble: troubleOf(answer.reason) })
  }
  const isFound = answer.outcome === 'written' || answer.outcome === 'ordered'
  desk.tones.play(isFound ? 'found' : 'unknown')
}

/** Goods that were searched for; of a whole family it is asked which one. */
export async function putOnto(desk: Desk, goods: SellableView): Promise<void> {
  if (goods.family) return chooseOf(desk, goods.family.product)
  const { kind } = desk.store.state().bench
  const { variant, barcode: gtin, packQuantity } = goods
  const barcode = gtin === null ? null : { gtin, packQuantity }
  await desk.inTurn(async () => {
    const asked = await command(desk, (client, { command: id }) =>
      client.stock.put({ command: id, kind, variant, barcode }),
    )
    const sheet = shown(desk, asked)
    if (!sheet) return
    change(desk, { sheet, said: null, line: touched(desk, sheet) })
    desk.tones.play('found')
  })
}

async function chooseOf(desk: Desk, product: string): Promise<void> {
  const asked = await desk.connection.ask((client) => client.catalogue.family({ product }))
  const found = shown(desk, asked)
  if (!found) return
  // A count is blind.
  const isBlind = desk.store.state().bench.kind === 'count'
  const choices = isBlind ? found.map((each) => ({ ...each, onHand: null })) : found
  change(desk, { said: { kind: 'choose', choices } })
}

/** The line in which a sheet differs from the one before. */
function touched(desk: Desk, sheet: SheetView): string | null {
  const before = desk.store.state().bench.sheet?.lines ?? []
  const isAsBefore = (line: SheetView['lines'][number]) =>
    before.some((each) => each.id === line.id && each.quantity === line.quantity)
  return sheet.lines.find((line) => !isAsBefore(line))?.id ?? null
}

interface Seen {
  readonly sheet: string
  readonly version: number
}

type ActOnSheet = (client: TerminalClient, own: Own, seen: Seen) => Promise<SheetView>

/** For acts that name a version. It is read when the turn comes, after what was done before. */
export function onSheet(desk: Desk, act: ActOnSheet): Promise<boolean> {
  return desk.inTurn(async () => {
    const { sheet } = desk.store.state().bench
    if (!sheet) return false
    const seen = { sheet: sheet.sheet, version: sheet.version }
    const next = shown(desk, await command(desk, (client, own) => act(client, own, seen)))
    if (next) change(desk, { sheet: next, said: null })
    return next !== undefined
  })
}

export async function setCount(desk: Desk, line: string, quantity: Quantity): Promise<void> {
  const { kind } = desk.store.state().bench
  await onSheet(desk, (client, { command: id }, seen) =>
    client.stock.set({ command: id, ...seen, kind, line, quantity }),
  )
}

export async function strikeLine(desk: Desk, line: string): Promise<void> {
  const { kind } = desk.store.state().bench
  await onSheet(desk, (client, { command: id }, seen) =>
    client.stock.strike({ command: id, ...seen, kind, line }),
  )
}

export async function discardSheet(desk: Desk): Promise<void> {
  const { kind } = desk.store.state().bench
  await onSheet(desk, (client, { command: id }, seen) =>
    client.stock.discard({ command: id, ...seen, kind }),
  )
}

/** The rest of it will not come: the list is of no order then. */
export function closeOrder(
  desk: Desk,
  order: string,
  reason: string,
  then: () => void,
): Promise<void> {
  return guarded(desk, async (desk) => {
    await desk.inTurn(async () => {
      const asked = await command(desk, (client, own) =>
        client.stock.closeOrder({ ...own, order, reason }),
      )
      const sheet = shown(desk, asked)
      if (!sheet) return
      change(desk, { sheet, said: null })
      then()
    })
  })
}

/** The list of a delivery is of this order, or of none. */
export async function ofOrder(desk: Desk, order: string | null): Promise<void> {
  await desk.inTurn(async () => {
    const asked = await command(desk, (client, { command: id }) =>
      client.stock.ofOrder({ command: id, order }),
    )
    const sheet = shown(desk, asked)
    if (sheet) change(desk, { sheet, said: null })
  })
}

export function setCost(desk: Desk, line: string, cost: UnitPrice | null): Promise<void> {
  return guarded(desk, async (desk) => {
    const { kind } = desk.store.state().bench
    await onSheet(desk, (client, own, seen) =>
      client.stock.setCost({ ...own, ...seen, kind, line, cost }),
    )
  })
}

export function receiveGoods(
  desk: Desk,
  supplier: string,
  note: string,
  then: () => void,
): Promise<void> {
  return booking(desk, then, (client, own, seen) =>
    client.stock.receive({ ...own, ...seen, supplier, note }),
  )
}

export function sendGoods(desk: Desk, to: string, note: string, then: () => void): Promise<void> {
  return booking(desk, then, (client, own, seen) =>
    client.stock.send({ ...own, ...seen, to, note }),
  )
}

/** Where a second person is asked, `then` waits for them. */
export function booking(desk: Desk, then: () => void, act: ActOnSheet): Promise<void> {
  return guarded(desk, async (desk) => {
    if (!(await onSheet(desk, act))) return
    change(desk, { said: { kind: 'booked' }, line: null })
    desk.tones.play('found')
    then()
  })
}

export function adjustStock(
  desk: Desk,
  reason: AdjustmentReason,
  note: string,
  then: () => void,
): Promise<void> {
  return booking(desk, then, (client, own, seen) =>
    client.stock.adjust({ ...own, ...seen, reason, note }),
  )
}

/** What the customer display shows, folded from what the screens of the till are told. */
import type { DisplayView } from '../../contract/terminal/display.ts'
import type { TerminalEvent } from '../../contract/terminal/events.ts'

export const BLANK: DisplayView = {
  shop: null,
  lines: [],
  total: 0 as DisplayView['total'],
  touched: null,
  paid: null,
}

/**
 * The next picture; the same object where the customer sees nothing of it. Only what is named here
 * leaves: whatever else an event carries stays at the till.
 */
export function displayAfter(
  before: DisplayView,
  event: TerminalEvent,
  pictures: () => readonly string[],
): DisplayView {
  switch (event.kind) {
    case 'shop':
      return { ...before, shop: event.shop && shopOf(event.shop, pictures()) }
    case 'draft': {
      const { lines, total, touched } = event.draft
      if (lines.length === 0 && before.lines.length === 0) return before
      // An empty cart after a sale is that sale's: its change stays in sight.
      const paid = lines.length === 0 ? before.paid : null
      return { ...before, lines: lines.map(lineOf), total, touched, paid }
    }
    case 'sold': {
      const { total, tendered, change } = event.sale
      return { ...before, lines: [], total, touched: null, paid: { total, tendered, change } }
    }
    case 'status':
      return event.status.till || !before.paid ? before : { ...before, paid: null }
    default:
      return before
  }
}

type Shop = NonNullable<Extract<TerminalEvent, { kind: 'shop' }>['shop']>
type Line = Extract<TerminalEvent, { kind: 'draft' }>['draft']['lines'][number]

function shopOf(shop: Shop, pictures: readonly string[]): DisplayView['shop'] {
  const { store, currency, locale, zone } = shop
  return { store, currency, locale, zone, pictures: [...pictures] }
}

function lineOf(line: Line): DisplayView['lines'][number] {
  const { id, name, size, unit, quantity, unitPrice, amount } = line
  return { id, name, size, unit, quantity, unitPrice, amount }
}

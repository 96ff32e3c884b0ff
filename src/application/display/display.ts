/** What the customer display shows, folded from what the screens of the till are told. */
import type { DisplayView } from '../../contract/terminal/display.ts'
import type { TerminalEvent } from '../../contract/terminal/events.ts'
import { paidSumOf, sumOf } from './sum.ts'

export const BLANK: DisplayView = {
  shop: null,
  lines: [],
  sum: null,
  touched: null,
  paid: null,
}

/** Before the first pull no cart holds anything. */
const PRICES_WITH_TAX = { taxIncluded: true }

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
      const { draft } = event
      const { lines, touched } = draft
      // An empty cart after a sale is that sale's: its change stays in sight.
      if (lines.length === 0 && before.lines.length === 0) return before
      if (lines.length === 0) return { ...before, lines: [], sum: null, touched }
      const sum = sumOf(draft, before.shop ?? PRICES_WITH_TAX)
      return { ...before, lines: lines.map(lineOf), sum, touched, paid: null }
    }
    case 'sold':
      return { ...before, lines: [], sum: null, touched: null, paid: paidSumOf(event.sale) }
    case 'status':
      return event.status.till || !before.paid ? before : { ...before, paid: null }
    default:
      return before
  }
}

type Shop = NonNullable<Extract<TerminalEvent, { kind: 'shop' }>['shop']>
type Line = Extract<TerminalEvent, { kind: 'draft' }>['draft']['lines'][number]

function shopOf(shop: Shop, pictures: readonly string[]): DisplayView['shop'] {
  const { store, currency, locale, zone, taxIncluded } = shop
  return { store, currency, locale, zone, taxIncluded, pictures: [...pictures] }
}

function lineOf(line: Line): DisplayView['lines'][number] {
  const { id, name, size, unit, quantity, amount } = line
  const discounts = line.discounts.map((each) => ({
    ...{ source: each.source, kind: each.kind, name: each.name, amount: each.amount },
  }))
  return { id, name, size, unit, quantity, amount, discounts }
}

/** An order as a list of its goods stands to it: what is to come, what came, what they cost. */
import { ORDERS_LISTED, type OrderView } from '../../contract/terminal/stock.ts'
import { multiplyDivided, unitPrice, UNIT_PRICE_LIMIT } from '../../domain/money.ts'
import { quantity, QUANTITY_SCALE } from '../../domain/quantity.ts'
import { leaving } from '../../domain/selling/sale.ts'
import type { PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Sheet, SheetLine } from '../../domain/stock/sheet.ts'
import type { Core } from '../core.ts'

export function headOf({ id, number, reference, supplier, expected, sentFrom }: PurchaseOrder) {
  const isTransfer = sentFrom !== undefined
  return {
    ...{ order: id, number, supplier, isTransfer },
    ...{ reference: reference ?? null, expected: expected ?? null },
  }
}

/** Null where the list is of none, or of one that is gone. Items that nobody ordered come last. */
export function orderView({ store }: Core, { order: id, lines }: Sheet): OrderView | null {
  const order = id === undefined ? undefined : store.stockWork.order(id)
  if (!order) return null
  const here = leaving(lines)
  const rows = order.lines.map(({ item, name, unit, ordered, received }) => ({
    ...{ item, name, unit, ordered, came: received, here: here.get(item) ?? 0 },
    supplierNumber: store.catalogue.supplierNumberOf(item) ?? null,
  }))
  const named = new Set(rows.map(({ item }) => item))
  const others = [...here]
    .filter(([item]) => !named.has(item))
    .map(([item, amount]) => ({
      ...{ item, name: store.catalogue.nameOf(item) ?? '', unit: unitOf(lines, item) },
      ...{ ordered: quantity(0), came: quantity(0), here: amount },
      supplierNumber: store.catalogue.supplierNumberOf(item) ?? null,
    }))
  const all = [...rows, ...others]
  const isOver = all.some((each) => each.here > 0 && each.came + each.here > each.ordered)
  return { ...headOf(order), lines: all, isOver }
}

/** By item: what open orders wait for. */
export function incomingOf({ store }: Core): ReadonlyMap<string, number> {
  const incoming = new Map<string, number>()
  for (const { lines } of store.stockWork.orders(ORDERS_LISTED)) {
    for (const { item, ordered, received } of lines) {
      const left = Math.max(0, ordered - received)
      if (left > 0) incoming.set(item, (incoming.get(item) ?? 0) + left)
    }
  }
  return incoming
}

function unitOf(lines: readonly SheetLine[], wanted: string): SheetLine['unit'] {
  return lines.find(({ items }) => items.some(({ item }) => item === wanted))?.unit ?? 'piece'
}

/** Lines of which nobody said what they cost have what the order says. */
export function costedBy({ store }: Core, { order: id, lines }: Sheet): readonly SheetLine[] {
  const order = id === undefined ? undefined : store.stockWork.order(id)
  if (!order) return lines
  const costs = new Map(order.lines.map(({ item, cost }) => [item, cost]))
  return lines.map((line) => {
    const [only, ...others] = line.items
    const cost = only && others.length === 0 ? costs.get(only.item) : undefined
    if (!only || cost === undefined || line.cost !== undefined) return line
    const each = multiplyDivided(cost, only.quantity, QUANTITY_SCALE)
    return each <= UNIT_PRICE_LIMIT ? { ...line, cost: unitPrice(each) } : line
  })
}

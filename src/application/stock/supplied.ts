/** What a supplier's paper calls orders and goods: found at receiving, where nothing else is. */
import { ORDERS_LISTED } from '../../contract/terminal/stock.ts'
import { isCalled, type PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Sheet } from '../../domain/stock/sheet.ts'
import type { Sellable } from '../../ports/catalogue.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'

/** The open order of that number, this house's or the supplier's; none where one is chosen. */
export function orderCalled(
  { store: { stockWork } }: Core,
  sheet: Sheet,
  text: string,
): PurchaseOrder | undefined {
  if (sheet.order !== undefined && stockWork.order(sheet.order)) return undefined
  const [only, ...others] = stockWork.orders(ORDERS_LISTED).filter((order) => isCalled(order, text))
  return others.length === 0 ? only : undefined
}

/** Of several that are called so, those of the order that is received: they are what came. */
export function suppliedAs(
  { store: { catalogue, stockWork } }: Core,
  { list }: Shop,
  sheet: Sheet,
  { text, at }: { readonly text: string; readonly at: number },
): readonly Sellable[] {
  const found = catalogue.supplied(text, list.id, at)
  const order = sheet.order === undefined ? undefined : stockWork.order(sheet.order)
  const items = new Set(order?.lines.map(({ item }) => item))
  const ordered = found.filter(
    ({
      variant: {
        items: [only, ...others],
      },
    }) => {
      return only !== undefined && others.length === 0 && items.has(only.item)
    },
  )
  return ordered.length > 0 ? ordered : found
}

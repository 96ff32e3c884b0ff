/** A sheet as a screen shows it. */
import type { SheetView } from '../../contract/terminal/stock.ts'
import { minor, MINOR_LIMIT, type Minor } from '../../domain/money.ts'
import { extend } from '../../domain/quantity.ts'
import type { Sheet } from '../../domain/stock/sheet.ts'
import type { Core } from '../core.ts'
import type { Shop } from '../shop.ts'

export function sheetView(core: Core, shop: Shop, sheet: Sheet, at: number): SheetView {
  const { id, kind, version, lines } = sheet
  return {
    ...{ sheet: id, kind, version },
    worth: worthOf(core, shop, sheet, at) ?? null,
    lines: lines.map(({ variant, items: _, ...line }) => ({
      ...line,
      onHand: core.store.catalogue.byVariant(variant, shop.list.id, at)?.onHand() ?? null,
    })),
  }
}

/** At the prices of now; undefined where one of the goods has none, or it is beyond all money. */
export function worthOf(
  { store }: Core,
  { list }: Shop,
  { lines }: Pick<Sheet, 'lines'>,
  at: number,
): Minor | undefined {
  let worth = 0
  for (const { variant, quantity } of lines) {
    const price = store.catalogue.byVariant(variant, list.id, at)?.price
    if (!price) return undefined
    worth += extend(price.unitPrice, quantity)
  }
  return worth <= MINOR_LIMIT ? minor(worth) : undefined
}

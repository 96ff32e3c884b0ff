/** Books goods that are gone or there for a reason that is neither a purchase nor a sale. */
import type { z } from 'zod'
import type { adjustStockSchema, SheetView } from '../../contract/terminal/stock.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { directionOf } from '../../domain/stock/adjustment.ts'
import { lineCost } from '../../domain/selling/sale.ts'
import { movementsFor, type SheetLine } from '../../domain/stock/sheet.ts'
import { valuesOf } from '../../domain/stock/write-off.ts'
import { minor, type Minor } from '../../domain/money.ts'
import { authorise, type HowFar } from '../authority.ts'
import type { Core } from '../core.ts'
import { readShop, type Shop } from '../shop.ts'
import { book } from './book.ts'
import { expectSheet, shown } from './sheets.ts'
import { worthOf } from './views.ts'

export type AdjustStock = (input: z.infer<typeof adjustStockSchema>) => Result<SheetView>

/** Answers with the next sheet. Its extent is what the goods are worth at the prices of now. */
export function createAdjustStock(core: Core): AdjustStock {
  const { store } = core
  return ({ command, reason, note, ...seen }) => {
    const done = core.run('stock.adjust', command, (at) => {
      const shop = readShop(core)
      if (!shop.ok) return shop
      const kept = store.stockWork.sheet('adjustment')
      const worth = kept && worthOf(core, shop.value, kept, at)
      const authority = authorise(core, at, 'adjust-stock', adjustedWith(core, worth))
      if (!authority.ok) return authority
      const sheet = expectSheet(core, 'adjustment', seen)
      if (!sheet.ok) return sheet
      const { id: adjustment, lines } = sheet.value
      if (lines.length === 0) return fail('sheet-empty')
      const { location, currency } = shop.value.store
      const movements = movementsFor(lines, location, directionOf(reason))
      if (!movements.ok) return movements
      const body = {
        ...{
          adjustment,
          reason,
          currency,
          lines: lines.flatMap(valued(core, shop.value, at)),
          movements: movements.value,
        },
        ...(note !== undefined && note !== '' && { note }),
        ...(worth !== undefined && { worth }),
      }
      book(core, { kind: 'stock-adjusted', body }, authority.value.context)
      store.stockWork.clear('adjustment')
      return succeed(null)
    })
    return shown(core, 'adjustment', done)
  }
}

/**
 * What the person has adjusted since the till was opened last, this time included: also while it is
 * closed, since stock is. Unknown where the worth of this time is.
 */
function adjustedWith({ store: { tills } }: Core, worth: Minor | undefined): HowFar {
  return ({ person }) => {
    if (worth === undefined) return {}
    const opened = (tills.current(person.id) ?? tills.latest())?.entry ?? ''
    return { amount: minor(worth + tills.adjustedBy(person.id, opened)) }
  }
}

/** Of goods alone: a code that nothing carries cannot be gone. */
export function lineOf({ id, variant, name, size, unit, quantity }: SheetLine) {
  return variant === null ? [] : [{ id, variant, name, size, unit, quantity }]
}

function valued({ store: { catalogue } }: Core, { list }: Shop, at: number) {
  return (line: SheetLine) => {
    const goods = line.variant === null ? null : catalogue.byVariant(line.variant, list.id, at)
    const value = { price: goods?.price?.unitPrice, cost: lineCost(line, catalogue.costOf) }
    return lineOf(line).map((each) => ({ ...each, ...valuesOf(each.quantity, value) }))
  }
}

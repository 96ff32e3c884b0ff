/** Books goods that a supplier brought, and says what they cost where that is known. */
import type { z } from 'zod'
import type { receiveGoodsSchema, setCostSchema, SheetView } from '../../contract/terminal/stock.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { costsOf, movementsFor, setCost, type SheetLine } from '../../domain/stock/sheet.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { book } from './book.ts'
import { costedBy, orderView } from './order-view.ts'
import { expectSheet, shown } from './sheets.ts'

export interface ReceivingUses {
  setCost(input: z.infer<typeof setCostSchema>): Result<SheetView>
  /** Answers with the next sheet. */
  receive(input: z.infer<typeof receiveGoodsSchema>): Result<SheetView>
}

export function createReceiving(core: Core): ReceivingUses {
  const { stockWork } = core.store
  return {
    setCost({ command, kind, line, cost, ...seen }) {
      const done = core.run('stock.setCost', command, (at) => {
        const authority = authorise(core, at, 'see-margins')
        if (!authority.ok) return authority
        const sheet = expectSheet(core, kind, seen)
        const priced = sheet.ok ? setCost(sheet.value, line, cost) : sheet
        if (!priced.ok) return priced
        stockWork.put(priced.value)
        return succeed(null)
      })
      return shown(core, kind, done)
    },
    receive({ command, supplier, note, ...seen }) {
      const done = core.run('stock.receive', command, (at) => {
        const authority = authorise(core, at, 'receive-goods')
        if (!authority.ok) return authority
        const sheet = expectSheet(core, 'receipt', seen)
        if (!sheet.ok) return sheet
        const { id: receipt, order } = sheet.value
        const lines = costedBy(core, sheet.value)
        if (lines.length === 0) return fail('sheet-empty')
        const isExplained = note !== undefined && note !== ''
        if (orderView(core, sheet.value)?.isOver === true && !isExplained) {
          return fail('receipt-over')
        }
        const { context, shop } = authority.value
        const movements = movementsFor(lines, shop.store.location, 1)
        if (!movements.ok) return movements
        const body = {
          ...{ receipt, lines: lines.map(lineOf), costs: costsOf(lines) },
          movements: movements.value,
          ...(supplier !== undefined && supplier !== '' && { supplier }),
          ...(isExplained && { note }),
          ...(order !== undefined && { order }),
        }
        book(core, { kind: 'goods-received', body }, context)
        stockWork.clear('receipt')
        return succeed(null)
      })
      return shown(core, 'receipt', done)
    },
  }
}

function lineOf({ items: _, sku: __, ...line }: SheetLine) {
  return line
}

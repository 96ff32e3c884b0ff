/** Sends goods to another store of the shop: they leave this shelf, and are on their way there. */
import type { z } from 'zod'
import type { sendGoodsSchema, SheetView } from '../../contract/terminal/stock.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { transferName } from '../../domain/stock/transfer.ts'
import { movementsFor } from '../../domain/stock/sheet.ts'
import { authorise } from '../authority.ts'
import type { Core } from '../core.ts'
import { lineOf } from './adjust.ts'
import { book } from './book.ts'
import { expectSheet, shown } from './sheets.ts'

export type SendGoods = (input: z.infer<typeof sendGoodsSchema>) => Result<SheetView>

/** Answers with the next sheet. */
export function createSendGoods(core: Core): SendGoods {
  const { store } = core
  return ({ command, to, note, ...seen }) => {
    const done = core.run('stock.send', command, (at) => {
      const authority = authorise(core, at, 'send-goods')
      if (!authority.ok) return authority
      const { shop, context } = authority.value
      const sheet = expectSheet(core, 'transfer', seen)
      if (!sheet.ok) return sheet
      const { id: transfer, lines } = sheet.value
      if (lines.length === 0) return fail('sheet-empty')
      const { location, otherStores = [] } = shop.store
      if (!otherStores.some(({ id }) => id === to)) return fail('store-unknown')
      const movements = movementsFor(lines, location, -1)
      if (!movements.ok) return movements
      const number = store.stockWork.nextTransfer()
      const name = transferName(shop.terminal.code, store.journal.head().epoch, number)
      const body = {
        ...{ transfer, number, name, to, movements: movements.value },
        lines: lines.flatMap(lineOf),
        ...(note !== undefined && note !== '' && { note }),
      }
      book(core, { kind: 'transfer-sent', body }, context)
      store.stockWork.clear('transfer')
      return succeed(null)
    })
    return shown(core, 'transfer', done)
  }
}

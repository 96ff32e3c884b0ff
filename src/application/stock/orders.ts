/** Deliveries against orders: what is still to come, and what a list brings of it. */
import type { z } from 'zod'
import {
  ORDERS_LISTED,
  type closeOrderSchema,
  type ofOrderSchema,
  type OpenOrderView,
  type SentView,
  type SheetView,
} from '../../contract/terminal/stock.ts'
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { isComplete, type PurchaseOrder } from '../../domain/stock/purchase-order.ts'
import type { Transfer } from '../../domain/stock/transfer.ts'
import { writtenOffOf } from '../../domain/stock/write-off.ts'
import { setOrder } from '../../domain/stock/sheet.ts'
import { authorise, signedIn } from '../authority.ts'
import type { Core } from '../core.ts'
import { headOf } from './order-view.ts'
import { inShop, sheetOf, shown } from './sheets.ts'
import { valuedBy } from './views.ts'

export interface OrderUses {
  orders(): Result<OpenOrderView[]>
  sent(): Result<SentView[]>
  ofOrder(input: z.infer<typeof ofOrderSchema>): Result<SheetView>
  /** What has not come of it will not: of a transfer it is written off. */
  closeOrder(input: z.infer<typeof closeOrderSchema>): Result<SheetView>
}

export function createOrderUses(core: Core): OrderUses {
  const { stockWork } = core.store
  return {
    orders() {
      if (!signedIn(core)) return fail('not-signed-in')
      const open = stockWork.orders(ORDERS_LISTED).filter((each) => !isComplete(each))
      return succeed(open.map(openOrderView))
    },
    sent() {
      if (!signedIn(core)) return fail('not-signed-in')
      return succeed(stockWork.transfers(ORDERS_LISTED).map(sentView))
    },
    ofOrder: ({ command, order }) =>
      shown(
        core,
        'receipt',
        inShop(core, 'stock.ofOrder', command, (_, at) => {
          if (order !== null && !stockWork.order(order)) return fail('order-unknown')
          stockWork.put(setOrder(sheetOf(core, 'receipt', at), order))
          return succeed(null)
        }),
      ),
    closeOrder({ command, order: id, reason }) {
      const done = core.run('stock.closeOrder', command, (at) => {
        const authority = authorise(core, at, 'close-order')
        if (!authority.ok) return authority
        const order = stockWork.order(id)
        if (!order) return fail('order-unknown')
        const { shop } = authority.value
        const rest = writtenOffOf(order, shop.store.currency, valuedBy(core, shop, at))
        const body = {
          ...{ order: id, number: order.number, reason },
          ...(rest && { writtenOff: rest }),
        }
        core.store.journal.append({ kind: 'order-closed', body }, authority.value.context)
        const sheet = stockWork.sheet('receipt')
        if (sheet?.order === id) stockWork.put(setOrder(sheet, null))
        core.store.afterCommit(() => {
          core.hub.tell({ kind: 'goods-changed', make: () => ({ kind: 'goods-changed' }) })
        })
        return succeed(null)
      })
      return shown(core, 'receipt', done)
    },
  }
}

function sentView({ id, number, to, sentAt, state, lines }: Transfer): SentView {
  const complete = lines.filter(({ sent, received }) => received >= sent).length
  const isComplete = state === 'open' && complete === lines.length
  return {
    ...{ transfer: id, number, to, sentAt, complete, lines: lines.length },
    state: isComplete ? 'complete' : state,
  }
}

function openOrderView(order: PurchaseOrder): OpenOrderView {
  const complete = order.lines.filter(({ ordered, received }) => received >= ordered).length
  return { ...headOf(order), complete, lines: order.lines.length }
}

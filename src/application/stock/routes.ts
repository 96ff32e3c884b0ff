/** The routes of stock work. */
import { valueOf } from '../answers.ts'
import { streamOf, type Closing } from '../events/stream.ts'
import type { guarding, implementing } from '../routing.ts'
import type { Terminal } from '../terminal.ts'

export function stockRoutes(
  os: ReturnType<typeof implementing>['stock'],
  stock: Terminal['stock'],
  guarded: ReturnType<typeof guarding>,
) {
  return {
    sheet: os.sheet.handler(({ input }) => valueOf(stock.sheet(input))),
    scan: os.scan.handler(({ input }) => valueOf(stock.scan(input))),
    follow: os.follow.handler(({ input, signal }) =>
      streamOf(stock.follow(input), signal as Closing | undefined),
    ),
    put: os.put.handler(({ input }) => valueOf(stock.put(input))),
    set: os.set.handler(({ input }) => valueOf(stock.set(input))),
    strike: os.strike.handler(({ input }) => valueOf(stock.strike(input))),
    discard: os.discard.handler(({ input }) => valueOf(stock.discard(input))),
    orders: os.orders.handler(() => valueOf(stock.orders())),
    ofOrder: os.ofOrder.handler(({ input }) => valueOf(stock.ofOrder(input))),
    setCost: os.setCost.handler(guarded(stock.setCost)),
    receive: os.receive.handler(guarded(stock.receive)),
    sent: os.sent.handler(() => valueOf(stock.sent())),
    send: os.send.handler(guarded(stock.send)),
    closeOrder: os.closeOrder.handler(guarded(stock.closeOrder)),
    adjust: os.adjust.handler(guarded(stock.adjust)),
    beginCount: os.beginCount.handler(guarded(stock.beginCount)),
    reviewCount: os.reviewCount.handler(guarded(stock.reviewCount)),
    recount: os.recount.handler(guarded(stock.recount)),
    postCount: os.postCount.handler(guarded(stock.postCount)),
  }
}

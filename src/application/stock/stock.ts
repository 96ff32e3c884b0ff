/** Work on the stock of this terminal's location. */
import type { Core } from '../core.ts'
import { createAdjustStock, type AdjustStock } from './adjust.ts'
import { createCounting, type CountingUses } from './count.ts'
import { createOrderUses, type OrderUses } from './orders.ts'
import { createReceiving, type ReceivingUses } from './receive.ts'
import { createSendGoods, type SendGoods } from './send.ts'
import { createBeeps, type BeepUses } from './beeps.ts'
import { createSheetUses, type SheetUses } from './sheets.ts'

export interface StockUses extends SheetUses, BeepUses, OrderUses, ReceivingUses, CountingUses {
  readonly adjust: AdjustStock
  readonly send: SendGoods
}

export function createStockUses(core: Core): StockUses {
  const sheets = createSheetUses(core)
  return {
    ...sheets,
    ...createBeeps(core, sheets.scan),
    ...createOrderUses(core),
    ...createReceiving(core),
    ...createCounting(core),
    adjust: createAdjustStock(core),
    send: createSendGoods(core),
  }
}

/** Work on the stock: goods are written on a sheet, and the sheet is booked. */
import { adjustmentReasonSchema } from '../../../src/domain/stock/adjustment.ts'
import type { Cashier } from './cashier.ts'

const LINES_MOST = 2

/** A sheet that a death left behind is booked with what joins it. */
export async function adjustStock(cashier: Cashier, variants: readonly string[]): Promise<void> {
  await cashier.ready()
  const { chance, id, screens } = cashier
  const kind = 'adjustment'
  for (let line = chance.between(1, LINES_MOST); line > 0; line -= 1) {
    const variant = chance.pick(variants)
    await screens.stock.put({ command: id(), kind, variant, barcode: null })
  }
  const { sheet, version } = await screens.stock.sheet({ kind })
  const reason = chance.pick(adjustmentReasonSchema.options)
  await screens.stock.adjust({ command: id(), sheet, version, reason })
}

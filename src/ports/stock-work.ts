/** Work on the stock: sheets that are being written, and goods that entries moved. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Movement } from '../domain/journal/movement.ts'
import type { PurchaseOrder } from '../domain/stock/purchase-order.ts'
import type { Sheet, SheetKind } from '../domain/stock/sheet.ts'

export interface StockWork {
  sheet(kind: SheetKind): Sheet | undefined
  put(sheet: Sheet): void
  clear(kind: SheetKind): void
  /** What an entry moved that is no sale; in the transaction that appended it. */
  move(entry: SealedEntry, movements: readonly Movement[]): void
  /** A delivery of an order; in the transaction that appended its entry. */
  receive(entry: SealedEntry, order: string): void
  /** The running number of the next transfer in this epoch. */
  nextTransfer(): number
  /**
   * As pulled, with what this terminal received beyond it; those that nobody closed, here or
   * elsewhere, the newest first.
   */
  orders(most: number): readonly PurchaseOrder[]
  order(id: string): PurchaseOrder | undefined
}

/** Work on the stock: sheets that are being written, and goods that entries moved. */
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Movement } from '../domain/journal/movement.ts'
import type { Quantity } from '../domain/quantity.ts'
import type { PurchaseOrder } from '../domain/stock/purchase-order.ts'
import type { Transfer } from '../domain/stock/transfer.ts'
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
  /** What this store sent to others, as pulled: the newest first. */
  transfers(most: number): readonly Transfer[]
  /**
   * What the shelf is to hold: the pulled level and the own movements beyond it. Of what no level
   * has come down it is the own movements, and nothing where there are none.
   */
  onHand(item: string, location: string): Quantity
  /** What this terminal moved of it by entries after that one. */
  movedSince(item: string, location: string, place: Place): number
  /** These stand in a part of the running count that is booked. */
  keepCounted(items: readonly string[]): void
  forgetCounted(): void
  /**
   * Items in stock at a location that are in no booked part of the running count, in the order of
   * their ids; of one department, or of all.
   */
  uncounted(location: string, department: string | null): Iterable<string>
}

/** Of an entry of this terminal: the ordinal of its epoch, and its seq. */
interface Place {
  readonly epoch: number
  readonly seq: number
}

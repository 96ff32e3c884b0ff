/** Sales of which goods may come back: this terminal's own, and those that came down. */
import type { Contains } from '../domain/catalogue/stock.ts'
import type { HistoryPlace } from '../domain/customer/history.ts'
import type { SaleSearch } from '../domain/returns/search.ts'
import type { SoldSale } from '../domain/returns/sold.ts'

/** In each, `returned` counts what came back to this terminal beyond what the row contains. */
export interface SoldSales {
  find(sale: string): SoldSale | undefined
  byReceipt(receipt: string): SoldSale | undefined
  /** The newest first. Goods are looked for in the newest sales only, see `GOODS_AMONG`. */
  search(wanted: SaleSearch, most: number): readonly SoldSale[]
  /** Of these customers: the newest first, after that place where there is one. */
  ofCustomers(
    customers: readonly string[],
    before: HistoryPlace | null,
    most: number,
  ): readonly SoldSale[]
  /** By which goods laid away were paid, of those that are here: the newest first. */
  ofLayaway(park: string): readonly SoldSale[]
  /**
   * This terminal's own, by which goods of that number were sold, the newest first; none where as
   * many came back here, by a receipt or without.
   */
  ofSerial(variant: string, serial: string): readonly SoldSale[]
  /** A sale that the backend told of, with what this terminal knows beyond it. */
  shown(sale: SoldSale, contains: Contains): SoldSale
}

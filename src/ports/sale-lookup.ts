/** Asking the backend for a sale that this terminal does not hold. */
import type { Contains } from '../domain/catalogue/stock.ts'
import type { HistoryPlace, PastSale } from '../domain/customer/history.ts'
import type { UnitPrice } from '../domain/money.ts'
import type { SoldSale } from '../domain/returns/sold.ts'

/**
 * By its receipt number, by the day and what it came to in minor units, or all by which a layaway
 * was paid.
 */
export type LookedUp =
  | { readonly receipt: string }
  | { readonly layaway: string }
  | { readonly date: string; readonly total: number }

export interface FoundSales {
  /** The newest first, at most 20. */
  readonly sales: readonly SoldSale[]
  /** The last entries of this terminal that what has come back of them contains. */
  readonly contains: Contains
}

export interface HistoryAsked {
  readonly customer: string
  /** Goes on after that sale; null for the newest. */
  readonly before: HistoryPlace | null
}

export interface ToldHistory {
  /** The newest first, a page at most. */
  readonly sales: readonly PastSale[]
  readonly hasMore: boolean
}

export interface SaleLookup {
  /** Answers within `LOOKUP_WITHIN_MS`, and undefined where nobody answered. Never rejects. */
  find(wanted: LookedUp): Promise<FoundSales | undefined>
  /**
   * The lowest price at which any till of the store sold the variant since an instant; null where
   * none did. As `find` it answers in time, and undefined where nobody answered.
   */
  lowest(variant: string, since: number): Promise<UnitPrice | null | undefined>
  /** What a customer bought anywhere. As `find` it answers in time, or undefined. */
  history(asked: HistoryAsked): Promise<ToldHistory | undefined>
}

/** A cashier waits no longer for it. */
export const LOOKUP_WITHIN_MS = 5000

/** Goods as a till may change them: what came down, and what is wanted here over it. */
import type { Unit } from '../domain/catalogue/documents.ts'
import type { Price } from '../domain/catalogue/pricing.ts'
import type { Goods, GoodsChanged, GoodsCreated } from '../domain/goods/change.ts'
import type { GoodsOutcome } from '../domain/goods/outcome.ts'
import type { SealedEntry } from '../domain/journal/entry.ts'
import type { Quantity } from '../domain/quantity.ts'

export type GoodsWish =
  | { readonly kind: 'goods-created'; readonly body: GoodsCreated }
  | { readonly kind: 'goods-changed'; readonly body: GoodsChanged }

/** Written here, and not answered by the backend yet. */
export type PendingWish = GoodsWish & {
  readonly at: number
  readonly actor: string | null
}

export interface KnownGoods {
  readonly unit: Unit
  /** True where this terminal made them and the backend has not sent them down. */
  readonly isOwn: boolean
  /** As they are sold here now. */
  readonly standing: Omit<Goods, 'barcodes'> & {
    readonly barcodes: readonly {
      readonly id: string
      readonly gtin: string
      readonly packQuantity: Quantity
    }[]
  }
}

/** After the one, up to the other. */
export interface Between {
  readonly after: number
  readonly until: number
}

export interface OwnGoods {
  /** In the transaction that appended the entry; `list` prices them now. */
  record(wish: GoodsWish, entry: SealedEntry, at: number): void
  /** Undefined where no such variant is known here. */
  find(variant: string, list: string, at: number): KnownGoods | undefined
  nameOf(variant: string): string | undefined
  /** The variant that carries a code, or shall by a wish that waits for its answer. */
  carrierOf(gtin: string): { readonly variant: string; readonly name: string } | undefined
  /** In the order in which they were written, of one variant or of all. */
  pending(variant?: string): readonly PendingWish[]
  countPending(): number
  /** What came down of wishes of any till, the newest first; of one variant or of all. */
  outcomes(most: number, variant?: string): readonly GoodsOutcome[]
  /**
   * Prices of a list that take the place of another one between two instants, the earliest first.
   */
  replacing(list: string, between: Between, most: number): readonly Price[]
  /** Prices of a list that begin after an instant, the first first. */
  coming(variant: string, list: string, after: number): readonly Price[]
}

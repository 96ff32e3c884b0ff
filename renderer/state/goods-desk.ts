/** Goods that are made and changed: what is in front of the person, and what was heard last. */
import type { GoodsView } from '../../src/contract/terminal/goods.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'

export interface GoodsDesk {
  readonly shown: GoodsShown
  /** Rises with each form that is opened: a form keeps what is typed until the next. */
  readonly turn: number
  readonly said: GoodsSaid | null
}

export type GoodsShown =
  | { readonly name: 'wishes' }
  | { readonly name: 'departments' }
  /** New goods, with the code that was scanned for them. */
  | { readonly name: 'new'; readonly codes: readonly string[] }
  /** With codes that were scanned to be given to them. */
  | { readonly name: 'known'; readonly view: GoodsView; readonly codes: readonly string[] }

export type GoodsSaid =
  | { readonly kind: 'unknown'; readonly text: string }
  | { readonly kind: 'choose'; readonly choices: readonly SellableView[] }
  | { readonly kind: 'saved' }

export const EMPTY_GOODS_DESK: GoodsDesk = { shown: { name: 'wishes' }, turn: 0, said: null }

/** Work on the stock: the sheet in front of the person, and what became of the last scan. */
import type { CountReview, SheetView } from '../../src/contract/terminal/stock.ts'
import type { SellableView } from '../../src/contract/terminal/views.ts'
import type { SheetKind } from '../../src/domain/stock/sheet.ts'

export interface Bench {
  readonly kind: SheetKind
  /** Null until the core has shown it. */
  readonly sheet: SheetView | null
  /** The line that was written last. */
  readonly line: string | null
  readonly said: BenchSaid | null
  /** A count beside what was expected, for whoever posts it; of the list as it was then. */
  readonly review: CountReview | null
}

export type BenchSaid =
  | { readonly kind: 'unknown'; readonly text: string }
  /** Several goods carry the code, or come in several sizes. */
  | { readonly kind: 'choose'; readonly choices: readonly SellableView[] }
  | { readonly kind: 'booked' }

export const EMPTY_BENCH: Bench = {
  ...{ kind: 'adjustment', sheet: null, line: null },
  ...{ said: null, review: null },
}

/** Nothing where the list was changed since: it is looked through again. */
export function currentReview({ review, sheet }: Bench): CountReview | null {
  return review?.sheet === sheet?.sheet && review?.version === sheet?.version ? review : null
}

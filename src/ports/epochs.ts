/** A new stretch of numbers, where the old one may not be gone on with. */
import type { Head } from '../domain/journal/entry.ts'
import type { ToldTotals } from '../domain/journal/perpetual.ts'
import type { Fact } from '../domain/journal/facts.ts'

export type EpochReason = Exclude<Fact<'epoch-opened'>['body']['reason'], 'enrolled'>

/** What a new epoch follows, where it is not this file's own head alone. */
export interface Following {
  /** The last known entry of the epoch before, which may be further than what this file holds. */
  readonly previous?: Head
  /** Another one under this name may open the next epoch too: this one goes beyond it. */
  readonly leavesNext?: boolean
  /** What the backend holds beside this file; absent where it could not be asked. */
  readonly told?: readonly ToldTotals[]
}

export interface Epochs {
  /**
   * Opens the next epoch and appends its `epoch-opened`, in one transaction. Throws where the
   * terminal is not enrolled.
   */
  open(
    reason: EpochReason,
    context: Following & { readonly at: number; readonly businessDate: string },
  ): Head
}

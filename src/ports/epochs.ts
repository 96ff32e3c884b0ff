/** A new stretch of numbers, where the old one may not be gone on with. */
import type { Head } from '../domain/journal/entry.ts'
import type { Fact } from '../domain/journal/facts.ts'

export type EpochReason = Exclude<Fact<'epoch-opened'>['body']['reason'], 'enrolled'>

export interface Epochs {
  /**
   * Opens the next epoch and appends its `epoch-opened`, in one transaction. `previous` is the last
   * known entry of the epoch before, which may be further than what this file holds; without it,
   * this file's own head. Throws where the terminal is not enrolled.
   */
  open(
    reason: EpochReason,
    context: { readonly at: number; readonly businessDate: string; readonly previous?: Head },
  ): Head
}

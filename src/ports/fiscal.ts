/**
 * The seam for a fiscal unit (TSE, control unit, signing device). What happens when the unit fails
 * is the country's rule, not ours: some let the sale go on marked, some forbid it.
 */
export interface FiscalUnit {
  /** What the law says when the unit does not answer. */
  readonly onFailure: 'mark-and-continue' | 'refuse'
  /** Opens the unit's transaction when the first line is rung. */
  start(sale: string): Promise<FiscalOutcome>
  /** Closes it when the sale is done; the marks are printed on the receipt. */
  finish(sale: string, totalMinor: number): Promise<FiscalOutcome>
}

export type FiscalOutcome =
  | { readonly ok: true; readonly marks: readonly string[] }
  | { readonly ok: false; readonly reason: string }

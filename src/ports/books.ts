/** Books of closed fiscal days, written to a disk and signed by this terminal. */

export interface BooksRange {
  /** Business dates, both included. */
  readonly from: string
  readonly to: string
}

export interface WrittenBooks {
  /** Where they lie. */
  readonly folder: string
  readonly entries: number
  readonly closings: number
  /** SHA-256 of the manifest in hex: what was signed. */
  readonly digest: string
  readonly keyId: string
}

export interface Books {
  /**
   * Undefined where none of the days is closed. Rejects with `StoreFailure` where the disk gives
   * way.
   */
  write(range: BooksRange): Promise<WrittenBooks | undefined>
}

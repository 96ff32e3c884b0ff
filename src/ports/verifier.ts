/** Verifies the whole database of this terminal beside its work, which goes on. */

export interface VerifyProgress {
  /** Entries read so far; all of them where the file itself is looked through at last. */
  readonly entries: number
  readonly of: number
}

export interface VerifiedDatabase {
  /** Entries and sales that are right: all, or those before the first that is not. */
  readonly entries: number
  readonly sales: number
  /** The first thing that is wrong; epoch and seq are 0 where it belongs to no entry. */
  readonly broken:
    | {
        readonly epoch: number
        readonly seq: number
        readonly receipt: string | null
        /** In English, for whoever mends it. */
        readonly reason: string
      }
    | undefined
}

export interface Verifying {
  /** Undefined where it was stopped; rejects where the file could not be read to its end. */
  readonly done: Promise<VerifiedDatabase | undefined>
  stop(): void
}

export interface Verifier {
  begin(onProgress: (progress: VerifyProgress) => void): Verifying
}

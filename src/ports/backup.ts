/** Rolling copies of the terminal's database, each verified before it gets its name. */

export type BackupReason = 'till-closed' | 'scheduled' | 'before-migration' | 'by-hand'

export interface Backup {
  readonly file: string
  /** When it was begun. */
  readonly at: number
}

export interface Backups {
  /** Asks for one; returns at once. Of several that are asked for meanwhile, one is made. */
  ask(reason: BackupReason): void
  /** The newest that verified; undefined where there is none. */
  newest(): Backup | undefined
  /** Why and when the last one failed; undefined where it did not. */
  failure(): { readonly code: BackupFailure; readonly at: number } | undefined
  /** Calls when `newest` or `failure` answers otherwise; the answer stops it. */
  onChange(call: () => void): () => void
}

/**
 * `database-damaged`: the copy did not verify, and so neither does what it was made from; its file
 * is kept under a name that ends in `.bad`.
 */
export type BackupFailure = 'disk-full' | 'disk-read-only' | 'disk-failed' | 'database-damaged'

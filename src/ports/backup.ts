/** Rolling copies of the terminal's database, each verified after it was written. */

export type BackupReason = 'till-closed' | 'scheduled' | 'before-migration' | 'by-hand'

export interface Backups {
  /** Asks for one; returns at once. Of several that are asked for meanwhile, one is made. */
  ask(reason: BackupReason): void
  /** The newest that verified; undefined where there is none. */
  newest(): { readonly file: string; readonly at: number } | undefined
}

/** Receipts and quotes that somebody wanted by e-mail at this terminal. */
import type { MailFate } from '../domain/mail/wish.ts'

export interface AskedMail {
  readonly mail: string
  /** The sale, or the parked cart of a quote. */
  readonly about: string
  /** The number of a quote; undefined for a receipt. */
  readonly quote: string | undefined
  readonly at: number
  /** What the backend told last; undefined where it has said nothing yet. */
  readonly fate: Pick<MailFate, 'state' | 'trouble'> | undefined
  /** Beside its entry there is still where it goes. */
  readonly hasAddress: boolean
}

export interface Mails {
  /** Those of a sale or a quote, as they were asked for. */
  of(about: string): readonly AskedMail[]
  /** The newest first. */
  newest(most: number): readonly AskedMail[]
  /** How many there are of which nobody has said how they ended. */
  waiting(): number
  /**
   * Those that were asked for since an instant and came to nothing, the newest first; not where the
   * same receipt or quote was asked for again.
   */
  failed(since: number, most: number): readonly string[]
  /** Forgets where those go that were asked for before `before`. */
  forget(before: number): void
}

/** Accounts as this terminal knows them, and the codes by which customers show theirs. */
import type { AccountKind } from '../domain/accounts/account.ts'
import type { Minor } from '../domain/money.ts'

export interface KnownAccount {
  readonly lastFour: string
  /** The pulled balance and this terminal's own sales beyond it. */
  readonly balance: Minor
  /** How often this terminal drew from it beyond what the pulled row contains. */
  readonly unsentDraws: number
}

export interface Accounts {
  /** Undefined where nobody here has heard of it. */
  find(kind: AccountKind, account: string): KnownAccount | undefined
}

export interface CardCodes {
  /**
   * HMAC-SHA256 of a code (`cardCodeOf`) in hex; undefined where this terminal has no key, or one
   * that was sealed for another credential than its own.
   */
  hashOf(code: string): string | undefined
}

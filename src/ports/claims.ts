/** Asking the backend for what only one terminal may take. */
import type { Claim } from '../domain/claim.ts'

/**
 * `unreachable`: no answer in time. Nobody knows then whether it was granted; the entry that takes
 * it names the claim all the same, and the backend accounts for it whatever it had answered.
 */
export type ClaimAnswer =
  | { readonly outcome: 'granted'; readonly expiresAt: number }
  | {
      readonly outcome: 'refused'
      readonly reason: 'unknown' | 'used-up'
      /** What is still to be had. */
      readonly remaining: number
    }
  | { readonly outcome: 'unreachable' }

export interface Claims {
  /**
   * Answers within `CLAIM_WITHIN_MS`, whatever the road does, and never rejects. The same claim
   * again gets the same answer and holds on to it for longer.
   */
  take(claim: Claim, draft: string): Promise<ClaimAnswer>
  /**
   * Lets go of claims that no entry will name; nobody waits for it. What does not arrive ends by
   * itself.
   */
  release(ids: readonly string[]): void
}

/** A cashier waits no longer for a claim: by then the terminal decides alone. */
export const CLAIM_WITHIN_MS = 2000

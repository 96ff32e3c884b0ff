/**
 * Time, as everything outside this seam knows it. The only way to wait or to ask what time it is.
 */
export interface Clock {
  /** Wall clock: ms since 1970 in UTC. May jump either way; nothing is ordered by it. */
  now(): number
  /** Monotonic ms since some moment; for measuring how long something takes. */
  elapsed(): number
  /** Calls once after at least `ms`; the answer cancels it. */
  after(ms: number, call: () => void): Cancel
  /** Resolves after at least `ms`. */
  sleep(ms: number): Promise<void>
}

export type Cancel = () => void

/**
 * How long a person must wait after wrong PINs: five tries are free, then 30 s, doubling to 15 min.
 * The wait is measured by the monotonic clock, and a restart begins it anew: no change of the wall
 * clock shortens it. The count itself is in the store and only the right PIN clears it.
 */
import type { Clock } from '../../ports/clock.ts'

const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000

/** How long after the last of `count` wrong PINs in a row the next try is taken. */
export function waitAfter(count: number): number {
  if (count < FREE_TRIES) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS)
}

export interface Lockout {
  /** Milliseconds still to wait; 0 where a try is taken. */
  left(person: string, count: number): number
  refused(person: string): void
}

export function createLockout(clock: Clock): Lockout {
  const start = clock.elapsed()
  const lastRefusal = new Map<string, number>()
  return {
    left(person, count) {
      const waited = clock.elapsed() - (lastRefusal.get(person) ?? start)
      return Math.max(0, waitAfter(count) - waited)
    },
    refused: (person) => void lastRefusal.set(person, clock.elapsed()),
  }
}

/**
 * How long a person must wait after wrong PINs. The wait is measured by the monotonic clock, and a
 * restart begins it anew: no change of the wall clock shortens it. The count itself is in the store
 * and only the right PIN clears it.
 */
import { waitAfter } from '../../domain/wrong-tries.ts'
import type { Clock } from '../../ports/clock.ts'

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

/**
 * Who sells goes first. What comes down is worked on in short pieces, and after a command the next
 * piece waits: a scan is seldom alone, and the screen that shows it needs the processor too.
 */
import type { Clock } from '../ports/clock.ts'

/** The quiet after a command in which nothing of the pull begins. */
const QUIET_MS = 60
/** However busy the till is, a piece of the pull has its turn after this. */
const LONGEST_WAIT_MS = 1000

export interface Courtesy {
  /** A command came: whatever has not begun waits. */
  makeWay(): void
  /** Resolves when a piece of work may begin; never at once. */
  turn(): Promise<void>
}

export function createCourtesy(clock: Clock): Courtesy {
  let quietUntil = 0
  return {
    makeWay() {
      quietUntil = clock.elapsed() + QUIET_MS
    },
    async turn() {
      const latest = clock.elapsed() + LONGEST_WAIT_MS
      do {
        const now = clock.elapsed()
        await clock.sleep(Math.max(0, Math.min(quietUntil, latest) - now))
      } while (clock.elapsed() < Math.min(quietUntil, latest))
    },
  }
}

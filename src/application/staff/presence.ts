/** When somebody last touched this till, by the monotonic clock. */
import type { Clock } from '../../ports/clock.ts'

export interface Presence {
  seen(): void
  last(): number
}

/** Counts from its making: whoever was signed in before a restart has the whole time again. */
export function createPresence(clock: Clock): Presence {
  let last = clock.elapsed()
  return {
    seen: () => void (last = clock.elapsed()),
    last: () => last,
  }
}

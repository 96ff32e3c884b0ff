/** Who comes to this till, and when somebody last touched it, by the monotonic clock. */
import type { Clock } from '../../ports/clock.ts'

export interface Presence {
  seen(): void
  last(): number
  /** Somebody signed in. */
  came(): void
  onCame(listener: () => void): void
}

/** Counts from its making: whoever was signed in before a restart has the whole time again. */
export function createPresence(clock: Clock): Presence {
  let last = clock.elapsed()
  const listeners: (() => void)[] = []
  return {
    seen: () => void (last = clock.elapsed()),
    last: () => last,
    came: () => listeners.forEach((listener) => listener()),
    onCame: (listener) => void listeners.push(listener),
  }
}

/** Who comes to this till, and for how long nobody has touched it. */
import type { Clock } from '../../ports/clock.ts'

export interface Presence {
  /** Somebody touched the till. Whoever listens is told before it counts. */
  seen(): void
  /** At a start: nobody has since then, by the wall clock. */
  began(lastAt: number): void
  /**
   * For how long nobody did, by whichever clock says more: the monotonic one may stand still while
   * the machine sleeps, and one that jumps may lock early but keeps nobody in.
   */
  idleMs(): number
  /** Somebody signed in. */
  came(): void
  onCame(listener: () => void): void
  onTouch(listener: () => void): void
}

export function createPresence(clock: Clock): Presence {
  const now = () => ({ elapsed: clock.elapsed(), wall: clock.now() })
  let last = now()
  const listeners: Record<'came' | 'touch', (() => void)[]> = { came: [], touch: [] }
  return {
    seen() {
      for (const listener of listeners.touch) listener()
      last = now()
    },
    began(lastAt) {
      // A clock that was set back to before then tells nothing of how long it was off.
      const isBack = clock.now() < lastAt
      last = { elapsed: clock.elapsed(), wall: isBack ? -Infinity : lastAt }
    },
    idleMs: () => Math.max(clock.elapsed() - last.elapsed, clock.now() - last.wall),
    came: () => listeners.came.forEach((listener) => listener()),
    onCame: (listener) => void listeners.came.push(listener),
    onTouch: (listener) => void listeners.touch.push(listener),
  }
}

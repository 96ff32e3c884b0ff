/**
 * A clock that a test moves: wall and monotonic time apart, and timers that fire when time passes.
 */
import type { Clock } from '../../src/ports/clock.ts'
import { START } from '../store/terminal.ts'

export interface TestClock extends Clock {
  /** Time passes for both clocks; what is due is called. */
  pass(ms: number): void
  /** Somebody sets the wall clock; no time passes. */
  setWall(instant: number): void
  /** A restart of the machine: the monotonic clock begins again. */
  restart(): void
  /** The core died: what it waited for never comes. */
  forget(): void
}

export function testClock(): TestClock {
  let wall = START
  let elapsed = 5_000
  let timers: { readonly at: number; readonly call: () => void }[] = []
  return {
    now: () => wall,
    elapsed: () => elapsed,
    after(ms, call) {
      const timer = { at: elapsed + ms, call }
      timers.push(timer)
      return () => void (timers = timers.filter((each) => each !== timer))
    },
    /** Whoever sleeps here only lets others go first. */
    sleep: () => new Promise((resolve) => setImmediate(resolve)),
    pass(ms) {
      wall += ms
      elapsed += ms
      const due = timers.filter((timer) => timer.at <= elapsed)
      timers = timers.filter((timer) => timer.at > elapsed)
      for (const timer of due) timer.call()
    },
    setWall: (instant) => void (wall = instant),
    restart: () => void (elapsed = 0),
    forget: () => void (timers = []),
  }
}

/** The machine's own time, behind the port Clock. */
import type { Cancel, Clock } from '../ports/clock.ts'

/** Node fires at once where a delay does not fit 32 bits, so longer waits are done in steps. */
const LONGEST_STEP_MS = 2_147_483_647

/**
 * `holdsProcess` says whether a call that is still to come keeps the process alive: true for
 * commands that wait for it, false for watchdogs in a process that something else keeps alive.
 * `sleep` always holds it, because somebody awaits the answer.
 */
export function systemClock({ holdsProcess }: { holdsProcess: boolean }): Clock {
  const after = (ms: number, call: () => void, holds: boolean): Cancel => {
    let timer: NodeJS.Timeout
    const wait = (left: number): void => {
      const step = Math.min(left, LONGEST_STEP_MS)
      timer = setTimeout(() => (left > step ? wait(left - step) : call()), step)
      if (!holds) timer.unref()
    }
    wait(ms)
    return () => clearTimeout(timer)
  }
  return {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    after: (ms, call) => after(ms, call, holdsProcess),
    sleep: (ms) => new Promise((resolve) => void after(ms, resolve, true)),
  }
}

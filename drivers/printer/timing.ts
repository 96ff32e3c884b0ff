/** How long the driver waits for what, in ms; and the one way it waits. */
import type { Clock } from '../../src/ports/clock.ts'

export interface PrinterTiming {
  /** For the answer to a status question. */
  readonly answerMs: number
  /** For the proof of a job while the printer says that it is well. */
  readonly proofMs: number
  /**
   * For a job under way while the printer says that it cannot go on: paper out, cover open. Short,
   * because the next customer waits for the drawer and does not wait for paper.
   */
  readonly troubleMs: number
  /** How long a drawer waits for its turn; one that opens later is watched by nobody. */
  readonly drawerMs: number
  /** Between two looks at the printer while a job is under way. */
  readonly watchMs: number
  /** Between two looks at the printer while nothing is to do. */
  readonly idleMs: number
  /** Before the first new attempt to connect; doubles each time up to `reconnectMostMs`. */
  readonly reconnectMs: number
  readonly reconnectMostMs: number
}

export const USUAL_TIMING: PrinterTiming = {
  answerMs: 1500,
  proofMs: 30_000,
  troubleMs: 10_000,
  drawerMs: 15_000,
  watchMs: 500,
  idleMs: 5000,
  reconnectMs: 250,
  reconnectMostMs: 15_000,
}

/**
 * The value of the promise, or undefined when it takes longer than `ms`. Rejections pass through.
 */
export function within<Value>(
  clock: Clock,
  ms: number,
  promise: Promise<Value>,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => resolve(undefined))
    promise.finally(cancel).then(resolve, reject)
  })
}

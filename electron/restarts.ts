/** How often, and after which pause, something that died is started again. */

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1500
/** What lived this long had started well: the next restart is quick again. */
const STARTED_WELL_MS = 10_000
/** Deaths in a row, none of which had started well, after which a person must look. */
const DEATHS_LIMIT = 20

export interface Restarts {
  started(): void
  /** Pause before the next start in ms; undefined when it is time to give up. */
  died(): number | undefined
}

/** `elapsed` answers monotonic ms. */
export function boundedRestarts(elapsed: () => number): Restarts {
  let startedAt = elapsed()
  let deaths = 0
  return {
    started: () => void (startedAt = elapsed()),
    died() {
      deaths = elapsed() - startedAt >= STARTED_WELL_MS ? 1 : deaths + 1
      if (deaths >= DEATHS_LIMIT) return undefined
      return Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1))
    },
  }
}

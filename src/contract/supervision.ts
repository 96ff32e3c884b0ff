/**
 * What a core and the one who keeps it running say to each other: how it ended, how it is opened
 * again, and how often. The desktop shell and the commands keep cores by the same rules.
 */
import type { FailureCode } from '../domain/failure.ts'

/**
 * How a core that trusts its own disk no more ends: EX_TEMPFAIL of sysexits.h. Whoever starts it
 * again has it opened thoroughly.
 */
export const LOST_EXIT = 75

/** After these nothing that was read or written before is trusted: the core tells, and ends. */
export const LOST: ReadonlySet<FailureCode> = new Set(['disk-failed', 'database-damaged'])

/**
 * `thorough` reads and verifies the whole database before anything is sold; `resting` opens nothing
 * and shows that the disk failed.
 */
export type Opening = 'plain' | 'thorough' | 'resting'

/** How long the screens of a core that trusts nothing any more show it before that core ends. */
export const LOST_SHOWN_MS = 1000
const BLOCKED_SHOWN_MS = 15_000
const RESTING_MS = 120_000

const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 1500
/** What lived this long had started well: the next restart is quick again. */
const STARTED_WELL_MS = 10_000
/** Deaths in a row, none of which had started well, after which a person must look. */
const DEATHS_LIMIT = 20
/** What lived this long stood on a disk that can be trusted again. */
const TRUSTED_MS = 600_000
/** Losses of the ground in a row, after which each try is followed by a rest. */
const LOSSES_LIMIT = 3

/** How long a core that may not sell shows why; then it ends, to be started again and see. */
export function shownBlocked(opening: Opening): number {
  return opening === 'resting' ? RESTING_MS : BLOCKED_SHOWN_MS
}

export interface Restart {
  readonly pauseMs: number
  readonly opening: Opening
}

export interface Restarts {
  started(): void
  /** How to start it again; undefined when it is time to give up. No exit code: it was killed. */
  died(exitCode: number | null): Restart | undefined
}

/** `elapsed` answers monotonic ms. */
export function boundedRestarts(elapsed: () => number): Restarts {
  let startedAt = elapsed()
  let deaths = 0
  let losses = 0
  return {
    started: () => void (startedAt = elapsed()),
    died(exitCode) {
      const lived = elapsed() - startedAt
      if (lived >= TRUSTED_MS) losses = 0
      const isLost = exitCode === LOST_EXIT
      if (isLost) losses += 1
      deaths = lived >= STARTED_WELL_MS ? 1 : deaths + 1
      if (deaths >= DEATHS_LIMIT) return undefined
      const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1))
      if (isLost && losses > LOSSES_LIMIT) return { pauseMs, opening: 'resting' }
      return { pauseMs, opening: losses > 0 ? 'thorough' : 'plain' }
    },
  }
}

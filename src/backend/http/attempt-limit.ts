/**
 * How often one address may be wrong: guessing an enrolment code must take longer than its hour.
 */
import type { Clock } from '../../ports/clock.ts'

export interface AttemptLimit {
  /** False where the address was wrong too often within the window. */
  allows(address: string): boolean
  wasWrong(address: string): void
}

/** Of enrolment codes, and of passwords at the office. */
const WRONG_LIMIT = 10
const WINDOW_MS = 60_000
/** Beyond it the address that was wrong longest ago is forgotten. */
const ADDRESSES_LIMIT = 1000

/** `most` wrong attempts of one address within a minute. */
export function createAttemptLimit(clock: Clock, most = WRONG_LIMIT): AttemptLimit {
  const wrong = new Map<string, number[]>()
  const recent = (address: string): number[] =>
    (wrong.get(address) ?? []).filter((at) => clock.elapsed() - at < WINDOW_MS)
  return {
    allows: (address) => recent(address).length < most,
    wasWrong(address) {
      const times = [...recent(address), clock.elapsed()].slice(-most)
      // Set anew, so that the map's order is that of the last wrong attempt.
      wrong.delete(address)
      wrong.set(address, times)
      const [oldest] = wrong.keys()
      if (wrong.size > ADDRESSES_LIMIT && oldest !== undefined) wrong.delete(oldest)
    },
  }
}

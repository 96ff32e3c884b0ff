/** The business date of a till session, and the day that the clock says. */
import type { Entry } from '../journal/facts.ts'
import { backendInstant, type ClockReading } from './clock.ts'

/** For so long a person's word on the day of a session holds; then it is asked for again. */
export const WORD_HOLDS_MS = 6 * 60 * 60_000

export interface SessionDay {
  readonly businessDate: string
  /** When a person last said it, by the terminal's clock; null where nobody did. */
  readonly daySaidAt: number | null
}

/**
 * Whether the clock's day `today` lies beyond the session's, and nobody has said of late that it
 * goes on in its own all the same. A clock that was set since makes no word last longer.
 */
export function isDayInQuestion(session: SessionDay, today: string, at: number): boolean {
  const { businessDate, daySaidAt } = session
  if (today <= businessDate) return false
  return daySaidAt === null || Math.abs(at - daySaidAt) >= WORD_HOLDS_MS
}

/**
 * The day by the backend's clock, where the till's is known to be wrong and says another at `now`;
 * undefined where its own day may be believed.
 */
export function dayToldOtherwise(
  reading: ClockReading | undefined,
  now: number,
  dateOf: (instant: number) => string,
): string | undefined {
  const instant = backendInstant(reading, now)
  const told = instant === undefined ? undefined : dateOf(instant)
  return told === dateOf(now) ? undefined : told
}

export interface SessionDates {
  /**
   * Takes the next entry of a terminal; false where its date is not that of the session in which it
   * happened. Of sessions from before their entries had one date nothing is asked.
   */
  take(entry: Entry): boolean
}

export function createSessionDates(): SessionDates {
  /** Those under way: a terminal that was restored may never close one, and that many are few. */
  const dates = new Map<string, string>()
  return {
    take(entry) {
      const { kind, body, session, businessDate } = entry
      if (kind === 'session-opened' && body.oneDate) dates.set(body.session, businessDate)
      const date = session === null ? undefined : dates.get(session)
      if (kind === 'session-closed') dates.delete(body.session)
      return date === undefined || date === businessDate
    },
  }
}

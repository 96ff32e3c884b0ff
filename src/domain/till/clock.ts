/**
 * The till's clock, held to the backend's. Nobody sets it by that, and entries keep its times: what
 * it is off by is told, and a day that it alone says is not believed.
 */
import { z } from 'zod'
import { instantSchema } from '../time.ts'

/** An answer that took longer says nothing of the clock. */
export const READ_WITHIN_MS = 5_000
/** A clock that is off by no more, beyond what its reading leaves open, counts as right. */
export const CLOCK_SLACK_MS = 60_000
/** A reading that says the same as the one that is kept takes its place after so long. */
const KEPT_MS = 15 * 60_000
const SAME_MS = 1_000

export const clockReadingSchema = z.object({
  /** When it was made, by the till's clock. */
  at: instantSchema,
  /** By how much the till's clock was ahead of the backend's; below zero it was behind. */
  ahead: z.int(),
  /** It may have been so much more or less. */
  within: z.int().min(0),
})
export type ClockReading = z.infer<typeof clockReadingSchema>

export interface TimeTold {
  /** The backend's time, told somewhere within `tookMs`. */
  readonly told: number
  /** The till's, as the answer came. */
  readonly now: number
  /** How long the answer was waited for, by a clock that nobody sets. */
  readonly tookMs: number
}

/** Half the way there and back is what it leaves open; undefined where that is too much. */
export function readClock({ told, now, tookMs }: TimeTold): ClockReading | undefined {
  if (tookMs > READ_WITHIN_MS) return undefined
  const within = Math.ceil(tookMs / 2)
  return { at: now, ahead: now - within - told, within }
}

/** Whether a reading says more than the kept one: most say the same, and are not written. */
export function isClockNews(kept: ClockReading | undefined, reading: ClockReading): boolean {
  if (!kept) return true
  const passed = reading.at - kept.at
  return passed < 0 || passed >= KEPT_MS || Math.abs(reading.ahead - kept.ahead) >= SAME_MS
}

/**
 * The instant by the backend's clock while the till's says `now` and is known to be wrong;
 * undefined where nothing is known against it. Time that passed is not asked of a monotonic clock:
 * that stands still while the machine sleeps.
 */
export function backendInstant(reading: ClockReading | undefined, now: number): number | undefined {
  const held = heldReading(reading, now)
  return held && isClockWrong(held) ? now - held.ahead : undefined
}

/**
 * The reading while it says something of the clock that says `now`: one that is still to come for
 * it was made before somebody set it back.
 */
export function heldReading(
  reading: ClockReading | undefined,
  now: number,
): ClockReading | undefined {
  return reading && now >= reading.at - CLOCK_SLACK_MS ? reading : undefined
}

/** Off by more than what counts as right, wherever in its bounds the reading lies. */
export function isClockWrong({ ahead, within }: Omit<ClockReading, 'at'>): boolean {
  return Math.abs(ahead) > within + CLOCK_SLACK_MS
}

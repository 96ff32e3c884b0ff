/**
 * How long to wait before asking again: doubling, capped, and spread so that tills do not ask as
 * one.
 */
import type { Random } from '../ports/random.ts'

export const FIRST_WAIT_MS = 500
export const LONGEST_WAIT_MS = 8000

/** The wait after so many failures in a row; chance takes up to a quarter of it off. */
export function waitAfter(failures: number, random: Random): number {
  const whole = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1))
  const spread = (random.bytes(1)[0] ?? 0) / 255
  return Math.round(whole * (1 - spread / 4))
}

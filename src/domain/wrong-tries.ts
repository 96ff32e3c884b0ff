/** How long somebody waits who was wrong: five tries are free, then 30 s, doubling to 15 min. */
const FREE_TRIES = 5
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000

/** How long after the last of `count` wrong tries in a row the next one is taken. */
export function waitAfter(count: number): number {
  if (count < FREE_TRIES) return 0
  return Math.min(FIRST_WAIT_MS * 2 ** (count - FREE_TRIES), LONGEST_WAIT_MS)
}

/** May somebody buy it? Days are `YYYY-MM-DD` in the store's own calendar. */

/** Older than anybody was: a slip of the hand. */
const OLDEST = 125

/**
 * True from the birthday on. Who was born on 29 February has it on 1 March where there is no 29th:
 * never a day too early.
 */
export function isOldEnough(bornOn: string, minimum: number, today: string): boolean {
  return birthday(bornOn, minimum) <= today
}

/** False for a date that lies ahead, or so far back that nobody alive was born then. */
export function isPlausibleBirth(bornOn: string, today: string): boolean {
  return bornOn <= today && birthday(bornOn, OLDEST) > today
}

function birthday(bornOn: string, years: number): string {
  return String(Number(bornOn.slice(0, 4)) + years).padStart(4, '0') + bornOn.slice(4)
}

/** The latest day of birth of whoever is old enough today. */
export function bornAtTheLatest(minimum: number, today: string): string {
  return birthday(today, -minimum)
}

/** Which trading day it is. */
import type { StoreSettings } from '../domain/settings.ts'
import { businessDateOf } from '../domain/time.ts'

const MINUTE_MS = 60_000

/**
 * The business date of an instant, remembered for its minute: zones and business days change on
 * whole minutes, and the calendar is too slow to be asked for each sale of a queue.
 */
export function createCalendar(): (instant: number, store: StoreSettings) => string {
  let known = { minute: -1, zone: '', start: -1, date: '' }
  return (instant, { zone, dayStartsAtMinute: start }) => {
    const minute = Math.floor(instant / MINUTE_MS)
    if (known.minute !== minute || known.zone !== zone || known.start !== start) {
      known = { minute, zone, start, date: businessDateOf(instant, zone, start) }
    }
    return known.date
  }
}

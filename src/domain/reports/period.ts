/** Business dates from one to another, and those that they are compared with. */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { businessDateSchema } from '../time.ts'

/** A year and its comparison; more is not a day's work but an accountant's. */
export const PERIOD_DAYS_LIMIT = 366

const WEEK_DAYS = 7
/** A year of whole weeks, so that Saturdays are compared with Saturdays. */
const YEAR_DAYS = 52 * WEEK_DAYS

export const periodSchema = z
  .strictObject({ from: businessDateSchema, to: businessDateSchema })
  .refine(({ from, to }) => isDate(from) && isDate(to) && from <= to)
  .refine(
    ({ from, to }) => !isDate(from) || !isDate(to) || daysIn({ from, to }) <= PERIOD_DAYS_LIMIT,
  )

export interface Period {
  readonly from: string
  readonly to: string
}

export function daysIn({ from, to }: Period): number {
  return dateOf(from).until(dateOf(to), { largestUnit: 'days' }).days + 1
}

/** Every date of it, in order. */
export function datesOf(period: Period): string[] {
  const first = dateOf(period.from)
  return Array.from({ length: daysIn(period) }, (_, days) => first.add({ days }).toString())
}

/** As many days, so many weeks before that they do not overlap; and 52 weeks before. */
export function comparedWith(period: Period): { readonly week: Period; readonly year: Period } {
  const weeks = Math.ceil(daysIn(period) / WEEK_DAYS)
  return { week: shifted(period, -weeks * WEEK_DAYS), year: shifted(period, -YEAR_DAYS) }
}

/** No calendar has the 30th of February. */
function isDate(date: string): boolean {
  return dateOf(date).toString() === date
}

/** Of a date that no calendar has the nearest one. */
function dateOf(date: string): Temporal.PlainDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' })
}

/** As many days later; earlier where it is below zero. */
export function shifted({ from, to }: Period, days: number): Period {
  return {
    from: dateOf(from).add({ days }).toString(),
    to: dateOf(to).add({ days }).toString(),
  }
}

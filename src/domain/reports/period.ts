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

export const NAMED_PERIODS = ['this-month', 'last-month', 'this-year'] as const
export type NamedPeriod = (typeof NAMED_PERIODS)[number]

/** Of the calendar: what still runs ends with `today`. */
export function periodNamed(name: NamedPeriod, today: string): Period {
  const day = dateOf(today)
  const month = day.with({ day: 1 })
  if (name === 'this-month') return { from: month.toString(), to: today }
  if (name === 'this-year') return { from: month.with({ month: 1 }).toString(), to: today }
  return {
    from: month.subtract({ months: 1 }).toString(),
    to: month.subtract({ days: 1 }).toString(),
  }
}

/** The one before (-1) or after (1): of a whole month a month, else as many days. */
export function stepped(period: Period, by: 1 | -1): Period {
  const [from, end] = [dateOf(period.from), dateOf(period.to).add({ days: 1 })]
  const isMonth = from.day === 1 && end.equals(from.add({ months: 1 }))
  if (!isMonth) return shifted(period, by * daysIn(period))
  const first = from.add({ months: by })
  return { from: first.toString(), to: first.add({ months: 1 }).subtract({ days: 1 }).toString() }
}

/** Why it cannot be reported; undefined of what can, in at most so many days. */
export function faultOf(
  period: Period,
  longest: number,
): 'missing' | 'turned' | 'too-long' | undefined {
  const isWhole = [period.from, period.to].every(
    (date) => businessDateSchema.safeParse(date).success && isDate(date),
  )
  if (!isWhole) return 'missing'
  if (period.from > period.to) return 'turned'
  return daysIn(period) > longest ? 'too-long' : undefined
}

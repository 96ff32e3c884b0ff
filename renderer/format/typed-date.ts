/** A date of birth as it is typed: eight digits, in the order in which a language writes dates. */

export type DatePart = 'day' | 'month' | 'year'

const LENGTHS: Readonly<Record<DatePart, number>> = { day: 2, month: 2, year: 4 }

/** Day, month and year in the order of a locale. */
export function dateOrder(locale: string): readonly DatePart[] {
  const parts = new Intl.DateTimeFormat(locale, {
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC', calendar: 'gregory' },
  }).formatToParts(0)
  return parts.flatMap(({ type }) =>
    type === 'day' || type === 'month' || type === 'year' ? [type] : [],
  )
}

/** The digits with a sign between the parts, as far as they were typed: `01.02.19`. */
export function spacedDate(digits: string, order: readonly DatePart[]): string {
  let at = 0
  return order
    .map((part) => digits.slice(at, (at += LENGTHS[part])))
    .filter((part) => part !== '')
    .join('.')
}

/** `YYYY-MM-DD`; null where the digits are not all there or there is no such day. */
export function readDate(digits: string, order: readonly DatePart[]): string | null {
  if (!/^\d{8}$/.test(digits)) return null
  const parts: Record<DatePart, string> = { day: '', month: '', year: '' }
  let at = 0
  for (const part of order) parts[part] = digits.slice(at, (at += LENGTHS[part]))
  const date = `${parts.year}-${parts.month}-${parts.day}`
  // What Date moves to another day was no day.
  const instant = Date.parse(`${date}T00:00:00Z`)
  const isDay = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(date)
  return isDay ? date : null
}

/** Dates as GS1 prints them: `YYMMDD`. GS1 General Specifications 7.12 (century), 3.4 (day 00). */
import { Temporal } from 'temporal-polyfill'

/**
 * The day that is meant, `YYYY-MM-DD`, seen from `today`; day 00 is the last of its month.
 * Undefined where there is no such day.
 */
export function dayOfMark(mark: string, today: string): string | undefined {
  if (!/^\d{6}$/.test(mark)) return undefined
  const now = Number(today.slice(0, 4))
  const century = now - (now % 100)
  const difference = Number(mark.slice(0, 2)) - (now % 100)
  const shift = difference >= 51 ? -100 : difference <= -50 ? 100 : 0
  const year = century + shift + Number(mark.slice(0, 2))
  const month = Number(mark.slice(2, 4))
  const day = Number(mark.slice(4))
  if (month < 1 || month > 12) return undefined
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  if (day > first.daysInMonth) return undefined
  return first.with({ day: day === 0 ? first.daysInMonth : day }).toString()
}

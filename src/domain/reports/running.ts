/** A day that runs is not yet what it will be: it is compared by its hours that are over. */
import { z } from 'zod'
import { businessDateOf, momentOf } from '../time.ts'
import { measuresSchema, NOTHING, plus, type Measures } from './figure.ts'
import type { Period } from './period.ts'

const HOUR = 60
const DAY = 24 * HOUR

export const runningSchema = z.object({
  /** `00` to `23`: the hour of the store's clock up to which the day is compared. */
  hour: z.string().regex(/^([01]\d|2[0-3])$/),
  /** Of the hours that are over: of the day itself, a week and 52 weeks before. */
  total: measuresSchema,
  week: measuresSchema,
  year: measuresSchema,
})
export type Running = z.infer<typeof runningSchema>

export interface StoreClock {
  readonly now: number
  readonly zone: string
  readonly dayStartsAtMinute: number
}

export interface HoursOver {
  readonly hour: string
  /** Keys of the figures by hour. */
  readonly over: ReadonlySet<string>
}

/** Undefined of all but the trading day of now. */
export function hoursOver({ from, to }: Period, clock: StoreClock): HoursOver | undefined {
  const { now, zone, dayStartsAtMinute: start } = clock
  if (from !== to || from !== businessDateOf(now, zone, start)) return undefined
  const { minute } = momentOf(now, zone)
  const hours = Array.from({ length: DAY / HOUR }, (_, hour) => hour)
  const over = hours.filter((hour) => endOf(hour, start) <= sinceStart(minute, start))
  return { hour: keyOf(Math.floor(minute / HOUR)), over: new Set(over.map(keyOf)) }
}

/** In minutes of the day. An hour in which a day begins also holds the end of that day. */
function endOf(hour: number, start: number): number {
  const isSplit = hour * HOUR < start && start < (hour + 1) * HOUR
  return isSplit ? DAY : sinceStart(hour * HOUR, start) + HOUR
}

function sinceStart(minute: number, start: number): number {
  return (minute - start + DAY) % DAY
}

function keyOf(hour: number): string {
  return String(hour).padStart(2, '0')
}

type HourRow = Measures & { readonly key: string | null }

/** What the rows by hour come to that are over. */
export function sumOver({ over }: HoursOver, hours: readonly HourRow[]): Measures {
  return hours.filter(({ key }) => key !== null && over.has(key)).reduce<Measures>(plus, NOTHING)
}

/**
 * Instants are milliseconds since 1970 in UTC, from the Clock port; order is by seq, never by
 * these.
 */
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'

/** Milliseconds since the Unix epoch. */
export const instantSchema = z.int().min(0).max(253_402_300_799_999)

/** A trading day in the store's own calendar: `YYYY-MM-DD`. */
export const businessDateSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** IANA name of a time zone, as Temporal accepts it. */
export const zoneSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z0-9_+\-/]+$/)

/**
 * The business date of an instant. `dayStartsAtMinute` (0 to 720) lets a shop that closes after
 * midnight keep the night's sales on the day that they belong to.
 */
export function businessDateOf(instant: number, zone: string, dayStartsAtMinute = 0): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .subtract({ minutes: dayStartsAtMinute })
    .toPlainDate()
    .toString()
}

/** The instant at which a business date begins; undefined where there is no such day. */
export function beginOfDay(date: string, zone: string, dayStartsAtMinute = 0): number | undefined {
  try {
    const plainTime = Temporal.PlainTime.from('00:00').add({ minutes: dayStartsAtMinute })
    const day = Temporal.PlainDate.from(date)
    return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** `YYYY-MM-DDTHH:MM` on the clock on the wall as an instant; undefined where it is none. */
export function instantOf(onTheWall: string, zone: string): number | undefined {
  try {
    return Temporal.PlainDateTime.from(onTheWall).toZonedDateTime(zone).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** An instant, and how the store's own clock on the wall shows it. */
export interface Moment {
  /** Ms since 1970. */
  readonly instant: number
  /** ISO: 1 is Monday, 7 Sunday. */
  readonly weekday: number
  /** Minute of the store's day, 0 to 1439. */
  readonly minute: number
}

/** A cart is priced again and again at the moment of its last change, and last when it is paid. */
let latest: { readonly zone: string; readonly moment: Moment } | undefined

export function momentOf(instant: number, zone: string): Moment {
  if (latest?.zone !== zone || latest.moment.instant !== instant) {
    latest = { zone, moment: readMoment(instant, zone) }
  }
  return latest.moment
}

function readMoment(instant: number, zone: string): Moment {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return { instant, weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute }
}

/** `yyyymmddThhmmssZ`, which sorts as text and which every file system takes as a name. */
export function compactInstant(instant: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'second' })
  return text.replaceAll(/[-:]/g, '')
}

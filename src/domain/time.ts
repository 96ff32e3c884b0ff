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

/** The instant as the store's own clock shows it. `weekday` is ISO: 1 is Monday, 7 Sunday. */
export function momentOf(
  instant: number,
  zone: string,
): { readonly instant: number; readonly weekday: number; readonly minute: number } {
  const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
  return { instant, weekday: local.dayOfWeek, minute: local.hour * 60 + local.minute }
}

/** `yyyymmddThhmmssZ`, which sorts as text and which every file system takes as a name. */
export function compactInstant(instant: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(instant).toString({ smallestUnit: 'second' })
  return text.replaceAll(/[-:]/g, '')
}

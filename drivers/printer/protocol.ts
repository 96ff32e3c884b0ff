/**
 * The commands that the driver itself says to a printer, beside the receipt's own.
 * Source: Epson's ESC/POS command reference (DLE EOT, GS a, GS r, GS ( H, ESC p).
 */
import type { Proof } from './profile.ts'

/** `ESC @`: back to the settings of power-on, print buffer cleared. */
const INITIALISE = Uint8Array.of(0x1b, 0x40)

/** `GS a FF`: from here on each change of state is told unasked. */
export const REPORT_CHANGES = Uint8Array.of(0x1d, 0x61, 0xff)

/** `DLE EOT n`: answered at once, even when offline. 1 printer, 2 cause of offline, 4 paper. */
export type StatusQuestion = 1 | 2 | 4
export function askStatus(question: StatusQuestion): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question)
}

/** `ESC p m 32 FA`: 100 ms on, 500 ms off, on the drawer connector's pin. */
export function drawerPulse(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(0x1b, 0x70, pin === 2 ? 0 : 1, 0x32, 0xfa)
}

/**
 * What closes a job: answered when all before it was processed. `number` is four printable
 * characters (20 to 7E hex), which only `process-id` carries.
 */
export function askProof(proof: Proof, number: string): Uint8Array {
  if (proof === 'none') return new Uint8Array(0)
  if (proof === 'paper-status') return Uint8Array.of(0x1d, 0x72, 0x01)
  const digits = Array.from(number, (character) => character.charCodeAt(0))
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...digits)
}

/**
 * `DLE DC4 1 m 1`: a pulse of 100 ms at once, even with the cover open or without paper. Nothing
 * answers it.
 */
export function drawerPulseAtOnce(pin: 2 | 5): Uint8Array {
  return Uint8Array.of(0x10, 0x14, 0x01, pin === 2 ? 0 : 1, 0x01)
}

/** The longest command of ours that a torn job can leave half read: the data of a QR code. */
const LONGEST_COMMAND = 400

/**
 * Said first on a connection: zeros, which a printer ignores between commands, fill
 * whatever an earlier connection left half read, and the line buffer is cleared.
 */
export const RESYNCHRONISE = Uint8Array.from([...new Uint8Array(LONGEST_COMMAND), ...INITIALISE])

/**
 * `GS V 42 00`: feeds to the knife and cuts, so that a torn receipt does not hang on the next one.
 */
export const CUT_OFF = Uint8Array.of(0x1d, 0x56, 0x42, 0x00)

export function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

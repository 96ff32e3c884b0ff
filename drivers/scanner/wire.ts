/**
 * The seam between a scanner's driver and the machine: bytes come in, and the device may go away.
 */
import type { ScannerCondition } from '../../src/ports/devices.ts'

export interface ScannerWire {
  /**
   * Opens the device anew; one wire is open at most once at a time. Never rejects: why it could not
   * be opened is an answer.
   */
  open(events: WireEvents): Promise<OpenAnswer>
}

export interface WireEvents {
  /** Serial: whatever arrived. HID: exactly one report with its id in front. */
  bytes(bytes: Uint8Array): void
  /** Once, when an opened device is gone; nothing comes after it. */
  gone(reason: string): void
}

export type OpenAnswer =
  | { readonly ok: true; close(): Promise<void> }
  | {
      readonly ok: false
      readonly condition: Exclude<ScannerCondition, 'ready'>
      readonly reason: string
    }

/** Makes scans of what a wire brings. Holds a bounded rest between two calls. */
export interface ScanDecoder {
  take(bytes: Uint8Array): readonly Decoded[]
  /** Nothing came for `idleMs`: answers what the rest is worth, and forgets it. */
  settle(): readonly Decoded[]
  readonly idleMs: number
}

export interface Decoded {
  readonly text: string
  readonly symbology: string | undefined
}

/** Drops what no code says but a wire may carry: all control characters except GS (1D). */
export function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001c\u001e\u001f\u007f]/g, '')
}

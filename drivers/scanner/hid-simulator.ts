/**
 * A HID POS scanner without a cable: the very reports that a real one sends, fed into the driver.
 */
import { DATA_BYTES, REPORT_BYTES, REPORT_ID } from './hid-protocol.ts'
import type { OpenAnswer, ScannerWire, WireEvents } from './wire.ts'

export interface SimulatedHidScanner {
  readonly wire: ScannerWire
  scan(code: string, symbology?: string): void
  /** Sends any report, true or not. */
  send(report: Uint8Array): void
  unplug(): void
  replug(): void
}

export function simulateHidScanner(): SimulatedHidScanner {
  let plugged = true
  let events: WireEvents | undefined
  const open = async (opened: WireEvents): Promise<OpenAnswer> => {
    if (!plugged) return { ok: false, condition: 'missing', reason: 'not plugged in' }
    events = opened
    return {
      ok: true,
      close: async () => {
        events = undefined
      },
    }
  }
  return {
    wire: { open },
    scan(code, symbology = ']E0') {
      for (const report of reportsOf(code, symbology)) events?.bytes(report)
    },
    send: (report) => events?.bytes(report),
    unplug() {
      plugged = false
      const gone = events
      events = undefined
      gone?.gone('unplugged')
    },
    replug() {
      plugged = true
    },
  }
}

/** The reports of one code of Latin-1 characters, 56 of them in each. */
export function reportsOf(code: string, symbology: string): Uint8Array[] {
  const reports: Uint8Array[] = []
  const data = Buffer.from(code, 'latin1')
  for (let at = 0; at === 0 || at < data.length; at += DATA_BYTES) {
    const part = data.subarray(at, at + DATA_BYTES)
    const report = new Uint8Array(REPORT_BYTES)
    report.set([REPORT_ID, part.length])
    report.set(Buffer.from(symbology, 'latin1'), 2)
    report.set(part, 5)
    report[REPORT_BYTES - 1] = at + DATA_BYTES < data.length ? 1 : 0
    reports.push(report)
  }
  return reports
}

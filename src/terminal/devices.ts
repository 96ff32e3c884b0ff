/**
 * Connects the devices that the pulled settings name, and connects them anew when the settings
 * change.
 */
import { connectLabelPrinter } from '../../drivers/label-printer/driver.ts'
import { connectZvt } from '../../drivers/payment/driver.ts'
import { connectPrinter } from '../../drivers/printer/driver.ts'
import { connectScanner } from '../../drivers/scanner/connect.ts'
import type { Devices } from '../application/dependencies.ts'
import type { Terminal } from '../application/terminal.ts'
import type { TerminalSettings } from '../domain/settings.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { Settings } from '../ports/store.ts'

export interface DeviceParts {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
}

export const NO_DEVICES: Devices = { printer: undefined, scanners: [], payment: undefined }

export interface FollowedDevices {
  /** Reads the settings again; devices that are still the same stay connected. */
  refresh(): void
  close(): Promise<void>
}

export function followDevices(terminal: Terminal, parts: DeviceParts): FollowedDevices {
  let connected = NO_DEVICES
  let described = ''
  const closings = new Set<Promise<void>>()
  const release = (devices: Devices): void => {
    const closing = closeDevices(devices).catch((error: unknown) => {
      parts.log.warn('a device did not close', { problem: String(error) })
    })
    closings.add(closing)
    void closing.finally(() => closings.delete(closing))
  }
  return {
    refresh() {
      const wanted = parts.settings.terminal()
      const description = JSON.stringify(wanted && devicesOf(wanted))
      if (description === described) return
      described = description
      const before = connected
      connected = wanted ? connectDevices(wanted, parts) : NO_DEVICES
      terminal.useDevices(connected)
      release(before)
    },
    async close() {
      release(connected)
      await Promise.all(closings)
    },
  }
}

/** What stands at the counter by the settings. */
function devicesOf({ printer, labelPrinter, scanners, payment }: TerminalSettings) {
  return [printer, labelPrinter, scanners, payment]
}

function connectDevices(wanted: TerminalSettings, parts: DeviceParts): Devices {
  const { clock, log } = parts
  const currency = parts.settings.store()?.currency
  return {
    printer: wanted.printer ? connectPrinter({ settings: wanted.printer, clock, log }) : undefined,
    labelPrinter: wanted.labelPrinter
      ? connectLabelPrinter({ settings: wanted.labelPrinter, clock, log })
      : undefined,
    scanners: wanted.scanners.map((address) => ({
      kind: address.kind,
      scanner: connectScanner(address, { clock, log }),
    })),
    payment: wanted.payment
      ? connectZvt({ ...wanted.payment, ...(currency ? { currency } : {}) }, { clock, log })
      : undefined,
  }
}

async function closeDevices(devices: Devices): Promise<void> {
  await Promise.all([
    devices.printer?.close(),
    devices.labelPrinter?.close(),
    ...devices.scanners.map(({ scanner }) => scanner.close()),
    devices.payment?.close(),
  ])
}

/** A real driver on a real wire to a simulated printer, and ways to wait for what must come. */
import { connectPrinter } from '../../drivers/printer/driver.ts'
import { REPORT_CHANGES, RESYNCHRONISE } from '../../drivers/printer/protocol.ts'
import {
  startPrinterSimulator,
  type PrinterSimulator,
  type SimulatorOptions,
} from '../../drivers/printer/simulator/start.ts'
import type { PrinterTiming } from '../../drivers/printer/timing.ts'
import type { PrinterSettings } from '../../src/domain/settings.ts'
import type { PrinterCondition, PrintOutcome, ReceiptPrinter } from '../../src/ports/devices.ts'
import type { Log } from '../../src/ports/log.ts'
import { systemClock } from '../../src/system/clock.ts'
import { receipts } from '../golden/receipts.ts'

export const clock = systemClock({ holdsProcess: true })
export const silentLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
}

/** Short enough for a test, long enough for a busy machine. */
const TIMING: PrinterTiming = {
  ...{ answerMs: 2000, proofMs: 20_000, troubleMs: 20_000, drawerMs: 20_000 },
  ...{ watchMs: 20, idleMs: 100, reconnectMs: 10, reconnectMostMs: 50 },
}

const GREETING = RESYNCHRONISE.length + REPORT_CHANGES.length

export interface Rig {
  readonly simulator: PrinterSimulator
  readonly printer: ReceiptPrinter
  print(id?: string): { outcome: Promise<PrintOutcome>; sent: () => boolean }
  became(condition: PrinterCondition): Promise<void>
  /** All that the driver says by itself on a new connection has arrived. */
  greeted(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export function settingsFor(
  address: PrinterSettings['address'],
  change: Partial<PrinterSettings> = {},
): PrinterSettings {
  return {
    ...{ address, model: 'epson-tm-t88vi', columns: 42, codePages: ['windows1252', 'cp858'] },
    ...{ answers: true, drawerPin: 2, ...change },
  }
}

export function connect(
  settings: PrinterSettings,
  timing: Partial<PrinterTiming> = {},
): ReceiptPrinter {
  return connectPrinter({ settings, clock, log: silentLog, timing: { ...TIMING, ...timing } })
}

export async function startRig(
  change: Partial<PrinterSettings> = {},
  timing: Partial<PrinterTiming> = {},
  options: Partial<SimulatorOptions> = {},
): Promise<Rig> {
  const simulator = await startPrinterSimulator({ clock, ...options })
  const address = { transport: 'tcp', host: '127.0.0.1', port: simulator.port } as const
  return rigOf(simulator, connect(settingsFor(address, change), timing))
}

export function rigOf(simulator: PrinterSimulator, printer: ReceiptPrinter): Rig {
  return {
    simulator,
    printer,
    print(id = '019a0000-0000-7000-8000-00000000abcd') {
      let sent = false
      const document = receipts['receipt-german']
      if (!document) throw new Error('no such receipt')
      const outcome = printer.print({ id, document, onSending: () => (sent = true) })
      return { outcome, sent: () => sent }
    },
    became: (condition) => until(() => printer.condition() === condition),
    greeted: () => until(() => simulator.bytesReceived() >= GREETING),
    async [Symbol.asyncDispose]() {
      await printer.close()
      await simulator.close()
    },
  }
}

/** Waits for a condition, not for luck; the test's own time limit is the bound. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await clock.sleep(5)
}

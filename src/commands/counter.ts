/** The devices of the demo's counter, each a simulator at the other end of a real wire. */
import { join } from 'node:path'
import { simulateMailbox, type SimulatedMailbox } from '../../drivers/mailbox/simulator.ts'
import {
  simulateProvider,
  type SimulatedProvider,
} from '../../drivers/online-payments/provider-simulator.ts'
import { simulateTerminal, type SimulatedTerminal } from '../../drivers/payment/simulator.ts'
import {
  startLabelSimulator,
  type LabelSimulator,
} from '../../drivers/label-printer/simulator/start.ts'
import {
  startPrinterSimulator,
  type PrinterSimulator,
} from '../../drivers/printer/simulator/start.ts'
import { simulateSerialScanner, socatIsPresent } from '../../drivers/scanner/serial-simulator.ts'
import type { TerminalSettings } from '../domain/settings.ts'
import type { Clock } from '../ports/clock.ts'

export type SimulatedScanner = Awaited<ReturnType<typeof simulateSerialScanner>>

export interface Counter {
  readonly printer: PrinterSimulator
  readonly labels: LabelSimulator
  readonly payment: SimulatedTerminal
  /** Where the customers' mails arrive, whatever their address. */
  readonly mailbox: SimulatedMailbox
  /** Who gives back what was paid online. */
  readonly provider: SimulatedProvider
  /** Undefined where no pseudo-terminal can be made (socat is missing). */
  readonly scanner: SimulatedScanner | undefined
  /** Where the terminal finds them. */
  readonly settings: Pick<TerminalSettings, 'printer' | 'labelPrinter' | 'scanners' | 'payment'>
  close(): Promise<void>
}

export interface CounterOptions {
  readonly folder: string
  readonly clock: Clock
  readonly ports: {
    readonly printer: number
    readonly payment: number
    /** Any free one where none is named. */
    readonly labels?: number
  }
}

/** What most shops have on their shelves. */
const LABEL = { dotsPerMm: 8, widthMm: 57, heightMm: 32 } as const

export async function openCounter({ clock, folder, ports }: CounterOptions): Promise<Counter> {
  const printer = await startPrinterSimulator({ clock, port: ports.printer })
  const labels = await startLabelSimulator({ clock, size: LABEL, port: ports.labels ?? 0 })
  const payment = await simulateTerminal(ports.payment)
  const mailbox = await simulateMailbox()
  const provider = await simulateProvider({ clock })
  const scanner = socatIsPresent()
    ? await simulateSerialScanner(join(folder, 'scanner'))
    : undefined
  return {
    printer,
    labels,
    payment,
    mailbox,
    provider,
    scanner,
    settings: {
      printer: {
        address: { transport: 'tcp', host: '127.0.0.1', port: printer.port },
        model: 'generic',
        columns: 42,
        codePages: ['windows1252', 'cp858', 'cp852'],
        answers: true,
        drawerPin: 2,
      },
      labelPrinter: {
        address: { transport: 'tcp', host: '127.0.0.1', port: labels.port },
        ...LABEL,
        answers: true,
      },
      scanners: scanner ? [{ kind: 'serial', path: scanner.path, baudRate: 9600 }] : [],
      payment: { host: payment.host, port: payment.port, password: '000000' },
    },
    async close() {
      await scanner?.close()
      await payment.close()
      await mailbox.close()
      await provider.close()
      await labels.close()
      await printer.close()
    },
  }
}

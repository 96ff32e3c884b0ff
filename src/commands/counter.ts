/** The devices of the demo's counter, each a simulator at the other end of a real wire. */
import { join } from 'node:path'
import { simulateMailbox, type SimulatedMailbox } from '../../drivers/mailbox/simulator.ts'
import { simulateTerminal, type SimulatedTerminal } from '../../drivers/payment/simulator.ts'
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
  readonly payment: SimulatedTerminal
  /** Where the customers' mails arrive, whatever their address. */
  readonly mailbox: SimulatedMailbox
  /** Undefined where no pseudo-terminal can be made (socat is missing). */
  readonly scanner: SimulatedScanner | undefined
  /** Where the terminal finds them. */
  readonly settings: Pick<TerminalSettings, 'printer' | 'scanners' | 'payment'>
  close(): Promise<void>
}

export interface CounterOptions {
  readonly folder: string
  readonly clock: Clock
  readonly ports: { readonly printer: number; readonly payment: number }
}

export async function openCounter({ clock, folder, ports }: CounterOptions): Promise<Counter> {
  const printer = await startPrinterSimulator({ clock, port: ports.printer })
  const payment = await simulateTerminal(ports.payment)
  const mailbox = await simulateMailbox()
  const scanner = socatIsPresent()
    ? await simulateSerialScanner(join(folder, 'scanner'))
    : undefined
  return {
    printer,
    payment,
    mailbox,
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
      scanners: scanner ? [{ kind: 'serial', path: scanner.path, baudRate: 9600 }] : [],
      payment: { host: payment.host, port: payment.port, password: '000000' },
    },
    async close() {
      await scanner?.close()
      await payment.close()
      await mailbox.close()
      await printer.close()
    },
  }
}

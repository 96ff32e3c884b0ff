/** A counter with a printer and a payment terminal, as a till is told of it when it is enrolled. */
import { simulateTerminal, type SimulatedTerminal } from '../../drivers/payment/simulator.ts'
import {
  startPrinterSimulator,
  type PrinterSimulator,
} from '../../drivers/printer/simulator/start.ts'
import { issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { clock } from '../backend/stage.ts'
import type { SyncedShop } from '../sync/stage.ts'

export interface Counter {
  readonly printer: PrinterSimulator
  readonly payment: SimulatedTerminal
  /** A code for a terminal at this counter. */
  enrolmentCode(shop: SyncedShop): Promise<string>
  close(): Promise<void>
}

export async function openCounter(): Promise<Counter> {
  const printer = await startPrinterSimulator({ clock })
  const payment = await simulateTerminal()
  const { host, port } = payment
  const devices = {
    printer: {
      address: { transport: 'tcp' as const, host: '127.0.0.1', port: printer.port },
      ...{ model: 'generic', columns: 42, codePages: ['windows1252'], answers: true },
      drawerPin: 2 as const,
    },
    scanners: [],
    payment: { host, port, password: '000000' },
  }
  return {
    printer,
    payment,
    async enrolmentCode({ backend, tenant, store }) {
      const offer = { tenant, store, terminalName: 'Till', devices }
      return (await issueEnrolmentCode(backend, offer)).code
    },
    async close() {
      await payment.close()
      await printer.close()
    },
  }
}

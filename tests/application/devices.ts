/** Devices that do what a test tells them. The drivers' own tests speak the real wires. */
import type {
  PaymentOutcome,
  PaymentRequest,
  ReversalRequest,
  Scanned,
} from '../../src/ports/devices.ts'
import type { PrinterCondition, PrintOutcome, PrintRequest } from '../../src/ports/devices.ts'
import type { PaymentTerminal, ReceiptPrinter, Scanner } from '../../src/ports/devices.ts'

export interface TestPrinter extends ReceiptPrinter {
  /** What it did, in order: `drawer` or the id of a printed job. */
  readonly done: string[]
  readonly printed: PrintRequest[]
  /** How the next job ends, and all after it; by default all is printed. */
  answer: (job: PrintRequest | 'drawer') => Promise<PrintOutcome> | PrintOutcome
  become(condition: PrinterCondition): void
}

export function readyPrinter(): TestPrinter {
  let condition: PrinterCondition = 'ready'
  const listeners = new Set<(condition: PrinterCondition) => void>()
  const printer: TestPrinter = {
    done: [],
    printed: [],
    answer(job) {
      if (job !== 'drawer') job.onSending()
      return { state: 'printed' }
    },
    async print(job) {
      printer.printed.push(job)
      printer.done.push(job.id)
      return printer.answer(job)
    },
    async openDrawer() {
      printer.done.push('drawer')
      return printer.answer('drawer')
    },
    condition: () => condition,
    onCondition(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    become(next) {
      condition = next
      for (const listener of listeners) listener(next)
    },
    close: () => Promise.resolve(),
  }
  return printer
}

export interface TestPayment extends PaymentTerminal {
  readonly paid: PaymentRequest[]
  readonly inquired: PaymentRequest[]
  readonly reversed: ReversalRequest[]
  readonly refunded: PaymentRequest[]
  /** How often it was asked to give up. */
  cancelled: number
}

type Answer = (request: PaymentRequest) => Promise<PaymentOutcome> | PaymentOutcome

/** Reversals and refunds are answered as `back` says; by default they go through. */
export function paymentTerminal(
  pay: Answer,
  inquire: Answer = pay,
  back: Answer = approve,
): TestPayment {
  const paid: PaymentRequest[] = []
  const inquired: PaymentRequest[] = []
  const reversed: ReversalRequest[] = []
  const refunded: PaymentRequest[] = []
  const terminal: TestPayment = {
    ...{ paid, inquired, reversed, refunded, cancelled: 0 },
    async pay(request) {
      paid.push(request)
      return pay(request)
    },
    async reverse(request) {
      reversed.push(request)
      return back(request)
    },
    async refund(request) {
      refunded.push(request)
      return back(request)
    },
    async inquire(request) {
      inquired.push(request)
      return inquire(request)
    },
    async cancel() {
      terminal.cancelled += 1
    },
    close: () => Promise.resolve(),
  }
  return terminal
}

export const approve: Answer = ({ amountMinor }) => ({
  ...{ state: 'approved', amountMinor, scheme: 'Debit', lastFour: '4771' },
  ...{ authorisation: 'A1', trace: '470', receipt: '0470' },
})

export interface TestScanner extends Scanner {
  scan(text: string): void
}

export function testScanner(): TestScanner {
  const listeners = new Set<(scanned: Scanned) => void>()
  return {
    scan(text) {
      for (const listener of listeners) listener({ text, symbology: undefined, source: 'serial' })
    },
    onScan(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onCondition: () => () => undefined,
    condition: () => 'ready',
    close: () => Promise.resolve(),
  }
}

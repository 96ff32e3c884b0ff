/**
 * A printer in place of the driver, which would wait for a real wire: it takes its time, runs out
 * of paper and falls silent over a job. Drivers are held to the real wires by tests of their own.
 */
import type { PrinterConnection } from '../../../drivers/printer/driver.ts'
import type { PrinterCondition, PrintOutcome, ReceiptPrinter } from '../../../src/ports/devices.ts'

const SLOWEST_MS = 1500
const PAPER_OUT = 0.05
const SILENT = 0.02

export function connectPrinter({ clock }: PrinterConnection): ReceiptPrinter {
  const listeners = new Set<(condition: PrinterCondition) => void>()
  let condition: PrinterCondition = 'ready'
  const become = (next: PrinterCondition): void => {
    condition = next
    for (const listener of listeners) listener(next)
  }
  const runOut = (): PrintOutcome => {
    become('paper-out')
    void clock.sleep(SLOWEST_MS).then(() => become('ready'))
    return { state: 'held', condition: 'paper-out' }
  }
  const work = async (onSending: () => void): Promise<PrintOutcome> => {
    if (condition !== 'ready') return { state: 'held', condition }
    if (Math.random() < PAPER_OUT) return runOut()
    onSending()
    await clock.sleep(Math.ceil(Math.random() * SLOWEST_MS))
    return Math.random() < SILENT
      ? { state: 'unknown', condition: 'unreachable' }
      : { state: 'printed' }
  }
  return {
    print: ({ onSending }) => work(onSending),
    openDrawer: () => work(() => undefined),
    condition: () => condition,
    onCondition(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => Promise.resolve(),
  }
}

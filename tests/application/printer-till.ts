/** A till whose printer says what the test wants, and what becomes of its jobs. */
import { v7 } from 'uuid'
import { expect, vi } from 'vitest'
import { connectPrinter } from '../../drivers/printer/driver.ts'
import { startPrinterSimulator } from '../../drivers/printer/simulator/start.ts'
import { clock, settingsFor, silentLog, until } from '../device/printer-rig.ts'
import { readyPrinter, type TestPrinter } from './devices.ts'
import { MILK, NO_DEVICES, openTill, payCash, scan, type Shop } from './shop.ts'

export const withPrinter = (printer: TestPrinter) => ({ devices: { ...NO_DEVICES, printer } })

/** A till that has sold its milk for cash. */
export async function soldWith(printer: TestPrinter): Promise<Shop> {
  const shop = await openTill(withPrinter(printer))
  await payCashForMilk(shop)
  return shop
}

export async function payCashForMilk(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin)
  await payCash(shop, 200)
}

export const jobs = ({ store }: Shop) =>
  store.printJobs.open().map(({ kind, state, condition }) => [kind, state, condition])

/** Waits until the printer was asked this often, and then for the state to be written. */
export const asked = (printer: TestPrinter, times: number) =>
  vi.waitFor(() => expect(printer.done).toHaveLength(times))

export const settle = (shop: Shop, job: string, outcome: 'printed' | 'cancelled' | 'sent-again') =>
  shop.terminal.receipts.settle({ command: v7(), job, outcome })

/** Takes the first job and never ends it. */
export function stuckPrinter(): TestPrinter {
  const printer = readyPrinter()
  printer.answer = () => new Promise(() => undefined)
  return printer
}

/** A printer that comes back is there at once. */
const TIMING = { watchMs: 20, reconnectMs: 10, reconnectMostMs: 50 }

/** A till with the real driver, on a real wire to a simulated printer. */
export async function realPrinter() {
  const simulator = await startPrinterSimulator({ clock })
  const address = { transport: 'tcp', host: '127.0.0.1', port: simulator.port } as const
  let passed = 0
  const printer = connectPrinter({
    ...{ settings: settingsFor(address), log: silentLog, timing: TIMING },
    // Patience that a test can end; all else happens at the wire's own pace.
    clock: { ...clock, elapsed: () => clock.elapsed() + passed },
  })
  const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
  await until(() => printer.condition() === 'ready')
  return {
    ...{ shop, simulator, condition: printer.condition.bind(printer) },
    giveUp: () => void (passed += 60_000),
    async [Symbol.asyncDispose]() {
      await printer.close()
      await simulator.close()
    },
  }
}

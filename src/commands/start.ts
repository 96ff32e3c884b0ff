/**
 * `npm start`: a demo shop with simulated devices, and the terminal in Electron or in a browser.
 */
import { parseArgs } from 'node:util'
import { startPanel } from '../../drivers/panel/panel.ts'
import { systemClock } from '../system/clock.ts'
import { findElectron } from './electron-binary.ts'
import { electronEntry } from './folders.ts'
import { goodsOnShelf } from './goods.ts'
import { openShopFloor, type ShopFloor } from './shop-floor.ts'
import { openTill, tillFolder } from './till.ts'
import { openTillWindow, type TillWindow } from './till-window.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '.holdfast' },
    port: { type: 'string', default: '4100' },
    json: { type: 'boolean', default: false },
  },
})
const clock = systemClock({ holdsProcess: true })
const first = Number(values.port)
const ports = { backend: first, terminal: first + 1, panel: first + 2, printer: first + 3 }

const CLOSE_WITHIN_MS = 3000

/** How to close what is open, the latest first. */
const opened: (() => unknown)[] = []
let closing: Promise<never> | undefined
const close = (code: number): void => void (closing ??= closeAll(code))
const giveUp = (reason: string): void => {
  if (!closing) console.error(`The shop closes: ${reason}`)
  close(1)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => close(0))

console.log('Opening the demo shop …')
try {
  await openShop()
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error))
}

async function openShop(): Promise<void> {
  const floor = await openShopFloor({
    folder: values.folder,
    clock,
    ports: { ...ports, payment: first + 4, labels: first + 5 },
    onGivenUp: giveUp,
  })
  opened.unshift(() => floor.close())
  // A few that are on the shelf, by their real barcodes.
  const samples = await goodsOnShelf(floor.owner, { count: 24, least: 1 })
  const panel = await startPanel({
    port: ports.panel,
    printer: floor.counter.printer,
    labels: floor.counter.labels,
    scanner: { scan: (code) => void floor.counter.scanner?.scan(code) },
    samples: () => samples,
    mailbox: floor.counter.mailbox,
    provider: floor.counter.provider,
  })
  opened.unshift(() => panel.close())
  const shown = await openWindow(floor)
  const till = 'reason' in shown ? await openTill(floor, clock, ports.terminal) : undefined
  if (till) opened.unshift(() => till.process.stop())
  tell({
    backend: floor.backendUrl,
    panel: panel.url,
    terminal: till?.url ?? null,
    display: till?.displayUrl ?? null,
  })
  if ('reason' in shown) console.log(`\n  In a browser, because ${shown.reason}.`)
}

async function openWindow(floor: ShopFloor): Promise<TillWindow> {
  const electron = await findElectron({ folder: floor.folder, clock, environment: process.env })
  if ('reason' in electron) return electron
  const shown = await openTillWindow({
    binary: electron.path,
    entry: electronEntry,
    environment: {
      HOLDFAST_FOLDER: tillFolder(floor),
      HOLDFAST_BACKEND: floor.backendUrl,
      HOLDFAST_ENROLMENT_CODE: floor.enrolmentCode,
    },
    clock,
  })
  if ('window' in shown) {
    opened.unshift(() => shown.window.kill())
    shown.window.once('exit', () => close(0))
  }
  return shown
}

interface Figures {
  readonly backend: string
  readonly panel: string
  readonly terminal: string | null
  readonly display: string | null
}

function tell(figures: Figures): void {
  console.log(`
  Online store   ${figures.backend}/
  Device panel   ${figures.panel}
  Terminal       ${figures.terminal ?? 'in its own window'}
  For customers  ${figures.display ?? 'on the second screen'}

  Sign in as anybody with PIN 1234.  Ctrl-C closes the shop.`)
  if (values.json) console.log(JSON.stringify({ ok: true, figures }))
}

async function closeAll(code: number): Promise<never> {
  // Ctrl-C reaches the devices' own processes too: whatever waits for one in vain is left behind.
  clock.after(CLOSE_WITHIN_MS, () => process.exit(code))
  for (const each of opened) await each()
  process.exit(code)
}

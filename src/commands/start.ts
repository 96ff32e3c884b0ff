/**
 * `npm start`: a demo shop with simulated devices, and the terminal in Electron or in a browser.
 */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { startPanel } from '../../drivers/panel/panel.ts'
import { systemClock } from '../system/clock.ts'
import { findElectron } from './electron-binary.ts'
import { electronEntry } from './folders.ts'
import { goodsOnShelf } from './goods.ts'
import { openShopFloor } from './shop-floor.ts'
import { openTill, tillFolder } from './till.ts'

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

console.log('Opening the demo shop …')
const floor = await openShopFloor({
  folder: values.folder,
  clock,
  ports: { ...ports, payment: first + 4 },
})
// A few that are on the shelf, by their real barcodes.
const samples = await goodsOnShelf(floor.owner, { count: 24, least: 1 })
const panel = await startPanel({
  port: ports.panel,
  printer: floor.counter.printer,
  scanner: { scan: (code) => void floor.counter.scanner?.scan(code) },
  samples: () => samples,
})
const electron = findElectron()
const till = 'path' in electron ? undefined : await openTill(floor, clock, ports.terminal)
const window = 'path' in electron ? openWindow(electron.path) : undefined

console.log(`
  Online store   ${floor.backendUrl}/
  Device panel   ${panel.url}
  Terminal       ${till?.url ?? 'in its own window'}

  Sign in as anybody with PIN 1234.  Ctrl-C closes the shop.`)
if ('reason' in electron) console.log(`\n  In a browser, because ${electron.reason}.`)
if (values.json) {
  const figures = { backend: floor.backendUrl, panel: panel.url, terminal: till?.url ?? null }
  console.log(JSON.stringify({ ok: true, figures }))
}

let closing: Promise<void> | undefined
const close = async (): Promise<void> => {
  window?.kill()
  await till?.process.stop()
  await panel.close()
  await floor.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void (closing ??= close()))
}
window?.once('exit', () => void (closing ??= close()))

function openWindow(electronPath: string) {
  return spawn(electronPath, [electronEntry], {
    env: {
      ...process.env,
      HOLDFAST_FOLDER: tillFolder(floor),
      HOLDFAST_BACKEND: floor.backendUrl,
      HOLDFAST_ENROLMENT_CODE: floor.enrolmentCode,
    },
    stdio: 'inherit',
  })
}

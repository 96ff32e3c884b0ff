/**
 * `npm run demo`: a scripted day on real components, told in the terminal and proved at its end.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../system/clock.ts'
import { systemRandom } from '../system/random.ts'
import { Cashier } from './demo/cashier.ts'
import { playDay } from './demo/day.ts'
import { tellDay } from './demo/telling.ts'
import { openShopFloor } from './shop-floor.ts'
import { openTill } from './till.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
const clock = systemClock({ holdsProcess: true })
const random = systemRandom()
const telling = tellDay({ json: values.json })
const folder = mkdtempSync(join(tmpdir(), 'holdfast-demo-'))

console.log('A day with Holdfast: real processes, real SQLite, a real wire to every device.\n')
try {
  await liveThrough()
} catch (error) {
  telling.prove('unexpected', String(error), false)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(telling.end() ? 0 : 1)

/** Opens the shop, plays the day and closes again, however far it came. */
async function liveThrough(): Promise<void> {
  const ports = { backend: 0, printer: 0, payment: 0 }
  await using opened = new AsyncDisposableStack()
  const floor = await openShopFloor({ folder, clock, ports })
  opened.defer(() => floor.close())
  const till = await openTill(floor, clock, 0)
  opened.defer(() => till.process.stop())
  const { scanner } = floor.counter
  const cashier = new Cashier({
    url: till.url,
    clock,
    random,
    beep: scanner && ((code) => void scanner.scan(code)),
  })
  opened.defer(() => cashier.leave())
  await playDay({ floor, till, cashier, telling, clock })
}

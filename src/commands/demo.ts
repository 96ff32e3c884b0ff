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
const ports = { backend: 0, printer: 0, payment: 0 }
const floor = await openShopFloor({ folder, clock, ports })
const till = await openTill(floor, clock, 0)
const { scanner } = floor.counter
const cashier = new Cashier({
  url: till.url,
  clock,
  random,
  beep: scanner && ((code) => void scanner.scan(code)),
})
try {
  await playDay({ floor, till, cashier, telling, clock })
} catch (error) {
  telling.prove('unexpected', String(error), false)
} finally {
  cashier.leave()
  await till.process.stop()
  await floor.close()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(telling.end() ? 0 : 1)

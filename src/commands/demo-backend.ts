/**
 * The backend of the demo shop: the real one, founded at its first start with a shop that does not
 * exist. Prints `backend ready <url>`; the owner's token is in a file that only its user can read.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { placeFrom, startBackend } from '../backend.ts'
import { foundShop } from '../backend/setup/found-shop.ts'
import { systemClock } from '../system/clock.ts'
import { createLog } from '../system/log.ts'
import { scryptHasher } from '../system/pin-hasher.ts'

const DEMO_PIN = '1234'

const folder = process.env['HOLDFAST_DATA']
if (folder === undefined) throw new Error('HOLDFAST_DATA names the folder of the backend')
mkdirSync(folder, { recursive: true })
const started = await startBackend({
  place: placeFrom({ ...process.env, HOLDFAST_DATA: join(folder, 'database') }),
  port: Number(process.env['PORT'] ?? 0),
  clock: systemClock({ holdsProcess: true }),
  log: createLog({ name: 'backend', destination: join(folder, 'backend.log') }),
})
if (!started.ok) throw new Error(`the backend cannot start: ${started.failure.code}`)
const { backend, url, close } = started.value

const tokenFile = join(folder, 'owner-token')
if (!existsSync(tokenFile)) {
  const { ownerToken } = await foundShop(backend, scryptHasher(), {
    name: 'Corner Shop',
    address: ['12 Harbour Street', '20457 Hamburg'],
    taxNumber: 'DE 000 000 000',
    receiptHeader: ['A demo: nothing here was really sold'],
    receiptFooter: ['Thank you, and see you soon'],
    staff: [
      { name: 'Ana', role: 'cashier', pin: DEMO_PIN },
      { name: 'Bilal', role: 'supervisor', pin: DEMO_PIN },
      { name: 'Chen', role: 'manager', pin: DEMO_PIN },
    ],
  })
  writeFileSync(tokenFile, ownerToken, { mode: 0o600 })
}
console.log(`backend ready ${url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().then(() => process.exit(0)))
}

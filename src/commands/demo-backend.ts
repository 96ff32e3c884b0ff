/**
 * The backend of the demo shop: the real one, founded at its first start with a shop that does not
 * exist. Prints `backend ready <url>`; the owner's token is in a file that only its user can read.
 */
import { join } from 'node:path'
import { simulateOnlinePayments } from '../../drivers/online-payments/simulator.ts'
import { placeFrom, startBackend } from '../backend.ts'
import { ownerOf } from '../backend/access/principal.ts'
import { minor } from '../domain/money.ts'
import { rate } from '../domain/rate.ts'
import { COUNTRIES } from '../backend/setup/countries.ts'
import { foundShop } from '../backend/setup/found-shop.ts'
import { systemClock } from '../system/clock.ts'
import { openPrivateFolder } from '../system/durable-file.ts'
import { createLog } from '../system/log.ts'
import { systemRandom } from '../system/random.ts'
import { offerWelcome } from './demo/offers.ts'
import { keptToken } from './kept-token.ts'
import { endWithSupervisor } from './supervised.ts'

const DEMO_PIN = '1234'
/** Its staff and customers are whoever tries it. */
const IN_ENGLISH = {
  ...{ ...COUNTRIES.DE, locale: 'en' },
  taxClasses: COUNTRIES.DE.taxClasses.map(({ code, rates }) => {
    const name = code === 'standard' ? 'Standard rate' : 'Reduced rate'
    return { code, name, rates: rates.map((each) => ({ ...each, name: 'VAT' })) }
  }),
}
const LABEL = { itemDigits: 5, hasVerifier: false, valueDigits: 5 }

const folder = process.env['HOLDFAST_DATA']
if (folder === undefined) throw new Error('HOLDFAST_DATA names the folder of the backend')
openPrivateFolder(folder)
const started = await startBackend({
  place: placeFrom({ ...process.env, HOLDFAST_DATA: join(folder, 'database') }),
  port: Number(process.env['PORT'] ?? 0),
  clock: systemClock({ holdsProcess: true }),
  log: createLog({ name: 'backend', destination: join(folder, 'backend.log') }),
  onlinePayments: simulateOnlinePayments(),
})
if (!started.ok) throw new Error(`the backend cannot start: ${started.failure.code}`)
const { backend, url, close } = started.value

// The token is durable before the shop is: whatever dies in between, the next start finds the shop
// by its token or founds it with the same one.
const ownerToken = keptToken(join(folder, 'owner-token'), systemRandom())
if (!(await ownerOf(backend.database, ownerToken))) {
  const { tenant } = await foundShop(backend, {
    ownerToken,
    name: 'Corner Shop',
    country: IN_ENGLISH,
    address: ['12 Harbour Street', '20457 Hamburg'],
    taxNumber: 'DE 000 000 000',
    receiptHeader: ['A demo: nothing here was really sold'],
    receiptFooter: ['Thank you, and see you soon'],
    // A point for each whole unit paid, worth one cent.
    loyalty: { perUnit: 1000, excluded: [], worth: 1, offlineMost: 500 },
    // Two kinds of labels: 21 has the price, 28 the weight.
    selling: {
      labels: [
        { ...LABEL, prefix: '21', meaning: 'price', decimals: 2 },
        { ...LABEL, prefix: '28', meaning: 'weight', decimals: 3 },
      ],
      ...{ expired: 'approval', clearlyOlder: true, doubleScanMs: 0 },
    },
    staff: [
      { name: 'Ana', role: 'cashier', pin: DEMO_PIN },
      { name: 'Bilal', role: 'supervisor', pin: DEMO_PIN },
      { name: 'Chen', role: 'manager', pin: DEMO_PIN },
    ],
    ways: {
      foreignCash: [
        {
          ...{ currency: 'CHF', rate: 1_073_100, date: '2026-11-26' },
          denominations: [20_000, 10_000, 5000, 2000, 1000].map(minor),
        },
      ],
      invoices: { prefix: 'R-' },
      quotes: { days: 14 },
      layaways: { days: 90, deposit: rate(200_000), fee: minor(500) },
      customerGroups: [{ id: systemRandom().id(), name: 'Trade' }],
      vouchers: ['Town voucher', 'Meal voucher'],
      till: {
        reasons: {
          'paid-in': ['Change from the bank', 'Float made up'],
          'paid-out': ['Window cleaner', 'Postage', 'Milk for the staff', 'Supplier paid in cash'],
          'no-sale': ['Change for a customer', 'Coins for the parking meter', 'Drawer tried'],
        },
      },
      customerAccounts: {
        'store-credit': { offlineMost: minor(2000) },
        'on-account': { offlineMost: minor(2000) },
      },
      giftCards: { amounts: [1000, 2500, 5000].map(minor), offlineMost: minor(2000) },
      tips: { offered: [50_000, 100_000, 150_000].map(rate) },
    },
  })
  await offerWelcome(backend, tenant)
}
console.log(`backend ready ${url}`)
const end = (): void => void close().then(() => process.exit(0))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
endWithSupervisor(end)

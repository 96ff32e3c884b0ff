/** A shop as small as a sale needs it, put into a terminal's store without a backend. */
import { fileURLToPath } from 'node:url'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { pieces, quantity } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { emptyDraft, type Draft, type Line } from '../../src/domain/selling/draft.ts'
import type { ReceiptPrinter } from '../../src/ports/devices.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'

export const AT = 1_790_000_000_000
const LIST = id(6)
const CASHIER = id(4)
const RATES = [{ code: 'B', name: 'VAT', rate: rate(70_000) }]

export function id(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

export function openBenchStore(file: string, secrets: Secrets): TerminalStore {
  return openStore({
    ...{ file, secrets, clock: systemClock({ holdsProcess: false }), random: systemRandom() },
    migrations: fileURLToPath(new URL('../../migrations/terminal', import.meta.url)),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
}

/** Takes jobs and never finishes one: printing is not what is measured. */
export const silentPrinter: ReceiptPrinter = {
  print: () => new Promise(() => undefined),
  openDrawer: () => new Promise(() => undefined),
  condition: () => 'ready',
  onCondition: () => () => undefined,
  close: () => Promise.resolve(),
}

/** Enrols the store, gives it settings and prices, opens its till and signs a cashier in. */
export function benchShop(store: TerminalStore): void {
  foundBenchShop(store, 'cashier')
  store.tills.open({
    ...{ id: id(5), openedAt: AT, openedBy: CASHIER, holder: null, businessDate: '2026-09-21' },
    ...{ currency: 'EUR', float: minor(10_000), entry: '', daySaidAt: null },
  })
}

/** The same with its till closed, and somebody of this role signed in. */
export function foundBenchShop(store: TerminalStore, role: 'cashier' | 'manager'): void {
  const identity = { tenant: id(1), store: id(2), terminal: id(3), terminalCode: 'B1' }
  store.identity.enrol(identity, { at: AT, businessDate: '2026-09-21' })
  const put = (collection: 'settings' | 'pricing', document: { id: string }): void =>
    store.documents.of(collection).append(document, AT)
  store.transaction(() => {
    put('settings', storeSettings)
    put('settings', terminalSettings)
    put('settings', { ...cashier, role } as { id: string })
    put('pricing', priceList)
    put('pricing', taxClass)
    store.signIns.set(CASHIER, AT)
  })
}

/** Five lines of five goods, as five scans leave them. */
export function draftOfFive(draft: string): Draft {
  const lines = [1, 2, 3, 4, 5].map((number): Line => ({
    id: id(0x100 + number),
    variant: id(0x200 + number),
    barcode: '04006381333931',
    name: `Organic rolled oats number ${String(number)}`,
    size: '500g',
    unit: 'piece',
    department: id(0x10),
    quantity: pieces(number),
    unitPrice: unitPrice(1_290_000),
    price: id(0x300 + number),
    taxClass: 'reduced',
    rates: RATES,
    items: [{ item: id(0x400 + number), quantity: quantity(1000) }],
    addedAt: AT,
  }))
  return { ...emptyDraft(draft, AT), version: 5, lines }
}

const storeSettings = {
  // Hours pass at once where nobody touches the till: whoever sells stays.
  staffing: { lockAfterMinutes: 0, trustedOfflineDays: 0 },
  ...{ id: id(2), kind: 'store', name: 'Bench', address: ['12 Harbour Street'], taxNumber: 'DE 0' },
  ...{ currency: 'EUR', zone: 'Europe/Berlin', dayStartsAtMinute: 0, locale: 'en' },
  ...{ priceList: LIST, location: id(7), receiptHeader: [], receiptFooter: ['Thank you'] },
  denominations: [5000, 2000, 1000, 500, 200, 100],
}
const terminalSettings = {
  ...{ id: id(3), kind: 'terminal', name: 'Counter', code: 'B1', printer: null, scanners: [] },
  wedge: { gapMs: 40, shortest: 6, prefix: null, suffix: 'Enter' },
}
const cashier = {
  ...{ id: CASHIER, kind: 'staff', name: 'Ana', role: 'cashier', disabled: false },
  pin: { salt: '0'.repeat(32), hash: '0'.repeat(64), cost: 1024 },
}
const priceList = {
  ...{ id: LIST, kind: 'price-list', name: 'Shop', currency: 'EUR', taxIncluded: true },
}
const taxClass = { id: id(8), kind: 'tax-class', code: 'reduced', name: 'Reduced', rates: RATES }

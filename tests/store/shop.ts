/** A shop to test with: a real key, a clock set by hand, chance by count, and what is sold. */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Log } from '../../src/ports/log.ts'
import type { Random } from '../../src/ports/random.ts'
import type { Secrets } from '../../src/ports/secrets.ts'
import type { FactContext, Store, TillSession } from '../../src/ports/store.ts'
import type { ComposedStore } from '../../src/store/compose.ts'
import type { StoreOptions } from '../../src/store/open.ts'

export const MIGRATIONS = fileURLToPath(new URL('../../migrations/terminal', import.meta.url))
export const START = Date.UTC(2026, 10, 23, 8)

/** Ids that sort in the order in which they are asked for: `id(1)`, `id(2)`, … */
export function id(number: number): string {
  return `01900000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** The same in each process: a store knows the key that it was enrolled with. RFC 8410, 7. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')
const privateKey = createPrivateKey({
  key: Buffer.concat([PKCS8_ED25519, Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
})
const publicKey = createPublicKey(privateKey)
const spki = publicKey.export({ format: 'der', type: 'spki' })

export const secrets: Secrets = {
  keyId: createHash('sha256').update(spki).digest('hex').slice(0, 16),
  publicKey: spki.toString('base64'),
  sign: (bytes) => new Uint8Array(sign(null, bytes, privateKey)),
  credential: () => undefined,
}
export { publicKey }

export function manualClock(): Clock & { set(instant: number): void } {
  let now = START
  const never = (): never => {
    throw new Error('the store waits for nothing')
  }
  return {
    now: () => now,
    elapsed: () => now,
    after: never,
    sleep: never,
    set: (instant) => void (now = instant),
  }
}

function countingRandom(): Random {
  let count = 0xa0000
  return {
    bytes: (length) => new Uint8Array(length).fill((count += 1)),
    id: () => id((count += 1)),
  }
}

export interface LogLine {
  readonly level: string
  readonly message: string
}

export function keepingLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = []
  const keep = (level: string) => (message: string) => void lines.push({ level, message })
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

export function optionsFor(file: string, changes: Partial<StoreOptions> = {}): StoreOptions {
  return {
    file,
    migrations: MIGRATIONS,
    secrets,
    clock: manualClock(),
    random: countingRandom(),
    log: keepingLog(),
    ...changes,
  }
}

export const IDENTITY = { tenant: id(1), store: id(2), terminal: id(3), terminalCode: 'T1' }
export const STAFF = id(4)
export const SESSION = id(5)
export const LIST = id(6)
export const LOCATION = id(7)

export const context: FactContext = {
  at: START,
  businessDate: '2026-11-23',
  session: SESSION,
  actor: STAFF,
  approver: null,
}

export const session: TillSession = {
  id: SESSION,
  openedAt: START,
  openedBy: STAFF,
  holder: null,
  businessDate: '2026-11-23',
  currency: 'EUR',
  float: minor(10_000),
  entry: '',
  daySaidAt: null,
}

/** Enrols a store and opens its till. */
export function prepare<Prepared extends ComposedStore>(store: Prepared): Prepared {
  store.identity.enrol(IDENTITY, { at: START, businessDate: '2026-11-23' })
  store.tills.open(session)
  return store
}

/** A sale of `count` pieces at 2.50 of one item, paid with a twenty. */
export function saleOf(number: number, item: string, count = 2): SaleCompleted {
  const amount = minor(250 * count)
  return {
    sale: id(0x1000 + number),
    number,
    receipt: `T1-1-${String(number).padStart(6, '0')}`,
    currency: 'EUR',
    taxIncluded: true,
    priceList: LIST,
    engine: 1,
    openedAt: START,
    lines: [
      {
        id: id(0x2000 + number),
        variant: id(8),
        barcode: '04006381333931',
        name: 'Milk',
        size: '1 l',
        unit: 'piece',
        department: null,
        quantity: pieces(count),
        unitPrice: unitPrice(2_500_000),
        price: null,
        taxClass: 'reduced',
        amount,
      },
    ],
    removals: [],
    taxes: [],
    subtotal: amount,
    tax: minor(0),
    total: amount,
    tenders: [{ kind: 'cash', amount: minor(2000) }],
    change: minor(2000 - amount),
    claims: [],
    marks: [],
    movements: [{ item, location: LOCATION, quantity: quantity(-count * ONE) }],
  }
}

/** Completes a sale as the use case does: entry and rows in one transaction. */
export function sell(store: Store, item: string, count = 2): SaleCompleted {
  return store.transaction(() => {
    const sale = saleOf(store.journal.nextSaleNumber(), item, count)
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, context)
    store.sales.record(sale, entry, context)
    return sale
  })
}

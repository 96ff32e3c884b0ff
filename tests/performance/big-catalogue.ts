/**
 * A terminal's own database with a great many products, built by its own migrations and triggers.
 * Names are put together from the words of real groceries, so that searching finds as many as it
 * would.
 */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/system/clock.ts'
import { systemRandom } from '../../src/system/random.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** One document in so many is read back as a best seller. */
const RANKED = 10_000

export const PRICE_LIST = '01900000-0000-7000-8000-0000000000aa'
export const LOCATION = '01900000-0000-7000-8000-0000000000bb'
export const DEPARTMENT = '01900000-0000-7000-8000-0000000000cc'
export const STORE = '01900000-0000-7000-8000-0000000000dd'
export const TERMINAL = '01900000-0000-7000-8000-0000000000ee'
const TENANT = '01900000-0000-7000-8000-0000000000ff'

export interface BigCatalogue {
  readonly file: string
  open(): TerminalStore
  /** GTIN-14 of the n-th product. */
  gtin(product: number): string
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Built once per size and kept under `.holdfast/bench`; building a million takes a few minutes. */
export function bigCatalogue(products: number): BigCatalogue {
  const folder = join(root, '.holdfast', 'bench', String(products))
  const file = join(folder, 'terminal.db')
  const open = (at = file): TerminalStore =>
    openStore({
      file: at,
      migrations: join(root, 'migrations', 'terminal'),
      secrets: fileSecrets(folder),
      clock: systemClock({ holdsProcess: false }),
      random: systemRandom(),
      log: quiet,
    })
  if (!existsSync(file)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const unfinished = join(folder, 'unfinished.db')
    enrol(open(unfinished))
    fill(unfinished, products)
    renameSync(unfinished, file)
  }
  return { file, open: () => open(), gtin: gtinOf }
}

function enrol(store: TerminalStore): void {
  const identity = { tenant: TENANT, store: STORE, terminal: TERMINAL, terminalCode: 'B1' }
  store.identity.enrol(identity, { at: 1_790_000_000_000, businessDate: '2026-09-21' })
  store.close()
}

function id(kind: number, number: number): string {
  const tail = (kind * 0x1_0000_0000 + number).toString(16).padStart(12, '0')
  return `01900000-0000-7000-8000-${tail}`
}

/** GTIN-14 of a made-up product, with its check digit. */
export function gtinOf(product: number): string {
  const body = String(4_000_000_000_00 + product).padStart(13, '0')
  let total = 0
  for (let index = 0; index < 13; index += 1) {
    total += Number(body[12 - index]) * (index % 2 === 0 ? 3 : 1)
  }
  return `${body}${String((10 - (total % 10)) % 10)}`
}

function fill(file: string, products: number): void {
  const connection = new Database(file)
  connection.pragma('synchronous = OFF')
  connection.pragma('cache_size = -512000')
  let seq = connection.prepare<[], number>('SELECT last FROM rx_sequence').pluck().get() ?? 0
  const inserts = new Map(
    ['catalogue', 'pricing', 'stock', 'settings'].map((table) => [
      table,
      connection.prepare(
        `INSERT INTO ${table} (id, rx_seq, deleted, lwt, rev, meta, data)
         VALUES (?, ?, 0, 1, '1-bench', NULL, ?)`,
      ),
    ]),
  )
  const put: Put = (table, document) => {
    seq += 1
    inserts.get(table)?.run(document.id, seq, JSON.stringify(document))
  }
  const words = wordsOfGroceries()
  connection.transaction(() => putRules(put))()
  for (let from = 0; from < products; from += 20_000) {
    connection.transaction(() => {
      const until = Math.min(products, from + 20_000)
      for (let product = from; product < until; product += 1) putProduct(put, product, words)
    })()
    process.stderr.write(`\rbuilding ${String(products)} products … ${String(from + 20_000)}`)
  }
  process.stderr.write('\n')
  connection.prepare('UPDATE rx_sequence SET last = ?').run(seq)
  connection.exec(`INSERT INTO search (search) VALUES ('optimize')`)
  connection.close()
}

type Put = (
  table: string,
  document: { readonly id: string; readonly [field: string]: unknown },
) => void

function putRules(put: Put): void {
  put('settings', {
    ...{ id: STORE, kind: 'store', name: 'Bench', address: [], taxNumber: '', currency: 'EUR' },
    ...{ zone: 'Europe/Berlin', dayStartsAtMinute: 0, locale: 'en', priceList: PRICE_LIST },
    ...{ location: LOCATION, receiptHeader: [], receiptFooter: [], denominations: [500, 200] },
  })
  put('pricing', {
    ...{ id: PRICE_LIST, kind: 'price-list', name: 'Shop', currency: 'EUR', taxIncluded: true },
  })
  put('pricing', {
    ...{ id: id(9, 1), kind: 'tax-class', code: 'reduced', name: 'Reduced' },
    rates: [{ code: 'B', name: 'VAT', rate: 70_000 }],
  })
  put('catalogue', {
    ...{ id: DEPARTMENT, kind: 'department', name: 'Pantry', position: 1, hue: 1 },
  })
}

function putProduct(put: Put, product: number, words: readonly string[]): void {
  const variant = id(1, product)
  const item = id(2, product)
  const pick = (salt: number): string =>
    words[Math.floor(((product * 2654435761 + salt * 40503) >>> 0) % words.length)] ?? ''
  const rank = product % 97 === 0 && product / 97 < RANKED ? product / 97 + 1 : 0
  put('catalogue', {
    ...{ id: variant, kind: 'variant', product: id(4, product), sku: `S${String(product)}` },
    ...{ name: `${pick(1)} ${pick(2)} ${pick(3)}`, size: `${String((product % 20) * 50)}g` },
    ...{ department: DEPARTMENT, taxClass: 'reduced', unit: 'piece', rank },
    items: [{ item, quantity: 1000 }],
  })
  put('catalogue', {
    ...{ id: id(3, product), kind: 'barcode', gtin: gtinOf(product), variant, packQuantity: 1000 },
  })
  put('pricing', {
    ...{ id: id(5, product), kind: 'price', variant, list: PRICE_LIST, from: 0, to: null },
    unitPrice: 990_000 + (product % 500) * 10_000,
  })
  put('stock', {
    ...{ id: `${LOCATION}/${item}`, kind: 'level', location: LOCATION, item, onHand: 20_000 },
    ...{ reserved: 0, available: 20_000, contains: {} },
  })
}

export function wordsOfGroceries(): string[] {
  const text = readFileSync(join(root, 'build', 'demo-shop', 'groceries.csv'), 'utf8')
  const words = new Set(text.match(/\p{L}{3,}/gu))
  return [...words].toSorted()
}

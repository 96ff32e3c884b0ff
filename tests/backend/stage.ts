/**
 * A backend with a founded shop, and terminals that sign real entries; what the backend's tests
 * stand on.
 */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import type { Backend } from '../../src/backend/backend.ts'
import type { TerminalPrincipal } from '../../src/backend/access/principal.ts'
import type { DatabasePlace } from '../../src/backend/database/open.ts'
import { write } from '../../src/backend/database/write.ts'
import { createChanges } from '../../src/backend/feeds/changes.ts'
import { stockFeed } from '../../src/backend/feeds/names.ts'
import { changeOf } from '../../src/backend/feeds/stamp.ts'
import { entryHashOf, keyIdOf } from '../../src/backend/intake/signature.ts'
import { setOpeningStock } from '../../src/backend/inventory/opening.ts'
import { enrol, issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import { COUNTRIES, type Country } from '../../src/backend/setup/countries.ts'
import { foundShop, type FoundedShop } from '../../src/backend/setup/found-shop.ts'
import { shopOf, type Shop } from '../../src/backend/setup/shop.ts'
import { canonicalForm, entryId, NO_PREVIOUS_HASH } from '../../src/domain/journal/entry.ts'
import { SIGNATURE_DOMAIN } from '../../src/domain/journal/entry.ts'
import type { EntryHeader, Head, SealedEntry } from '../../src/domain/journal/entry.ts'
import type { Entry, Fact } from '../../src/domain/journal/facts.ts'
import { systemClock } from '../../src/system/clock.ts'
import { createLog } from '../../src/system/log.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { systemRandom } from '../../src/system/random.ts'
import { openAt, takeDatabase } from './kept-database.ts'

export const clock = systemClock({ holdsProcess: false })
export const random = systemRandom()
export const silent = createLog({ name: 'test', destination: { write: () => undefined } })

export interface Stage {
  readonly backend: Backend
  readonly shop: FoundedShop
  close(): Promise<void>
}

/** A backend over any database, one in memory if none is named, with a shop of its own. */
export async function openStage(
  place?: DatabasePlace,
  country: Country = IN_GERMANY,
): Promise<Stage> {
  const { database, close } = await (place ? openAt(place, clock) : takeDatabase(clock))
  const backend: Backend = {
    ...{ database, clock, random, log: silent, changes: createChanges(silent) },
    pins: scryptHasher(),
  }
  return { backend, close, shop: await found(backend, country) }
}

const IN_GERMANY: Country = { ...COUNTRIES.DE, locale: 'en' }

export function found(backend: Backend, country: Country = IN_GERMANY): Promise<FoundedShop> {
  return foundShop(backend, {
    country,
    ...{ name: 'Corner shop', address: ['Main street 1'], taxNumber: '12/345/67890' },
    ...{ receiptHeader: [], receiptFooter: ['Thank you'] },
    staff: [{ name: 'Ada', role: 'cashier', pin: '1234' }],
  })
}

export interface Keys {
  readonly privateKey: KeyObject
  readonly publicKey: string
  readonly keyId: string
}

export function makeKeys(): Keys {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  return { privateKey: pair.privateKey, publicKey, keyId: keyIdOf(publicKey) }
}

export interface StagedTerminal extends TerminalPrincipal {
  readonly credential: string
  readonly code: string
  readonly keys: Keys
}

export async function enrolTerminal({ backend, shop }: Stage): Promise<StagedTerminal> {
  const { tenant, store } = shop
  const devices = { printer: null, scanners: [] }
  const offer = { tenant, store, terminalName: 'Till', devices }
  const { code } = await issueEnrolmentCode(backend, offer)
  const keys = makeKeys()
  const { keyId, publicKey } = keys
  const enrolled = await enrol(backend, { code, keyId, publicKey })
  if (!enrolled.ok) throw new Error(enrolled.failure.code)
  const { terminal, credential, terminalCode } = enrolled.value
  return { tenant, store, terminal, keys, credential, code: terminalCode }
}

/** Writes a chain of entries as a terminal does. */
export class Journal {
  readonly entries: SealedEntry[] = []
  readonly #terminal: StagedTerminal
  readonly #epoch: { ordinal: number; id: string }

  constructor(terminal: StagedTerminal, epoch = { ordinal: 1, id: random.id() }) {
    this.#terminal = terminal
    this.#epoch = epoch
  }

  append(fact: Fact, header: Partial<EntryHeader> = {}): SealedEntry {
    const { tenant, store, terminal } = this.#terminal
    const epoch = this.#epoch
    const seq = this.entries.length + 1
    const prevHash = this.entries.at(-1)?.hash ?? NO_PREVIOUS_HASH
    const people = { session: null, actor: null, approver: null }
    const when = { at: 1_780_000_000_000 + seq, businessDate: '2026-05-28' }
    const place = { format: 1 as const, tenant, store, terminal, epoch, seq, prevHash }
    const entry = seal(this.#terminal.keys, { ...place, ...when, ...people, ...header, ...fact })
    this.entries.push(entry)
    return entry
  }

  open(previous: Head | null = null): SealedEntry {
    const { keyId, publicKey } = this.#terminal.keys
    const perpetual = { sales: 0, turnover: {} }
    const reason = previous === null ? 'enrolled' : 'restored'
    const body = { reason, previous, perpetual, keyId, publicKey } as const
    return this.append({ kind: 'epoch-opened', body })
  }

  /** Of its sales of one euro a piece, where it began with nothing. */
  totals() {
    const bodies = this.entries.map(({ canonical }) => (JSON.parse(canonical) as Entry).body)
    const sold = bodies.flatMap((body) =>
      'tenders' in body && 'total' in body ? [body.total] : [],
    )
    const turnover = sold.reduce((sum, total) => sum + total, 0)
    return { sales: sold.length, turnover: sold.length > 0 ? { EUR: turnover } : {} }
  }

  /** The place and hash of its last entry, or of an earlier one. */
  head(seq = this.entries.length): Head {
    return { epoch: this.#epoch, seq, hash: this.entries[seq - 1]?.hash ?? NO_PREVIOUS_HASH }
  }

  /** The same chain so far, to be written on apart from this one: what a cloned disk does. */
  clone(): Journal {
    const copy = new Journal(this.#terminal, this.#epoch)
    copy.entries.push(...this.entries)
    return copy
  }
}

export function seal(
  keys: Keys,
  entry: { epoch: { ordinal: number; id: string }; seq: number },
): SealedEntry {
  const canonical = canonicalForm(entry)
  const hash = entryHashOf(canonical)
  return {
    ...{ id: entryId(entry.epoch, entry.seq), epoch: entry.epoch, seq: entry.seq },
    ...{ canonical, hash, keyId: keys.keyId, signature: signatureOf(keys, hash), personal: null },
  }
}

export function signatureOf(keys: Keys, hash: string): string {
  const signed = Buffer.concat([Buffer.from(SIGNATURE_DOMAIN), Buffer.from(hash, 'hex')])
  return sign(null, signed, keys.privateKey).toString('base64')
}

export interface Sold {
  readonly item: string
  /** Thousandths that leave the shelf. */
  readonly quantity: number
}

/** A sale of items at one euro a piece. */
export function saleFact(shop: FoundedShop, sold: readonly Sold[]): Fact<'sale-completed'> {
  const lines = sold.map(({ quantity }) => ({
    ...{ id: random.id(), variant: random.id(), barcode: null, name: 'Goods', size: '' },
    ...{ unit: 'piece', department: null, quantity, unitPrice: 1_000_000, price: null },
    ...{ taxClass: 'standard', amount: quantity / 10 },
  }))
  const total = lines.reduce((sum, line) => sum + line.amount, 0)
  const body = {
    ...{ sale: random.id(), number: 1, receipt: 'T1-1-000001', currency: 'EUR' },
    ...{ taxIncluded: true, priceList: shop.priceList, engine: 1, openedAt: 1_780_000_000_000 },
    ...{ lines, removals: [], taxes: [], subtotal: total, tax: 0, total, change: 0 },
    marks: [],
    tenders: [{ kind: 'cash', amount: total }],
    movements: movementsOf(shop, sold),
  }
  return { kind: 'sale-completed', body } as unknown as Fact<'sale-completed'>
}

/** So much of items is gone that nobody sold; of some there may be more than was known. */
export function adjustedFact(shop: FoundedShop, gone: readonly Sold[]): Fact<'stock-adjusted'> {
  const line = { ...{ id: random.id(), variant: random.id() }, name: 'Goods', size: '' }
  const body = {
    ...{ adjustment: random.id(), reason: 'damaged', currency: 'EUR' },
    lines: [{ ...line, unit: 'piece', quantity: 1000 }],
    movements: movementsOf(shop, gone),
  }
  return { kind: 'stock-adjusted', body } as unknown as Fact<'stock-adjusted'>
}

/** The shelf was counted, and so much of items was not there. */
export function countedFact(shop: FoundedShop, gone: readonly Sold[]): Fact<'stock-counted'> {
  const begun = { begunAt: 1_780_000_000_000, begunBy: random.id() }
  const count = { count: random.id(), scope: { kind: 'full' }, part: 1, isLast: true, ...begun }
  const body = { ...count, currency: 'EUR', lines: [], movements: movementsOf(shop, gone) }
  return { kind: 'stock-counted', body } as unknown as Fact<'stock-counted'>
}

/** One piece of an item came. */
export function receivedFact(
  { location }: FoundedShop,
  item: string,
  cost: number,
  order?: string,
): Fact<'goods-received'> {
  const line = { ...{ id: random.id(), variant: random.id() }, name: 'Goods', size: '' }
  const body = {
    ...{ receipt: random.id(), costs: [{ item, cost }], ...(order !== undefined && { order }) },
    lines: [{ ...line, unit: 'piece', quantity: 1000, cost }],
    movements: [{ item, location, quantity: 1000 }],
  }
  return { kind: 'goods-received', body } as unknown as Fact<'goods-received'>
}

function movementsOf({ location }: FoundedShop, gone: readonly Sold[]) {
  return gone.map(({ item, quantity }) => ({ item, location, quantity: -quantity }))
}

/** Items on the shelf, by how much of each. */
/** The stage's store with what is asked of its row. */
export async function shopIn({ backend, shop }: Stage): Promise<Shop> {
  const found = await shopOf(backend.database, shop.tenant, shop.store)
  if (!found) throw new Error('the shop of the stage is not there')
  return found
}

export async function stockItems(
  { backend, shop }: Stage,
  quantities: readonly number[],
): Promise<string[]> {
  const { tenant, store, location } = shop
  const stock = quantities.map((quantity) => ({ item: random.id(), quantity }))
  await write(backend, tenant, async (transaction) => {
    const rows = stock.map(({ item }) => ({ tenant, id: item, sku: item, name: 'Goods' }))
    await transaction
      .insertInto('inventory_item')
      .values(rows.map((row) => ({ ...row, unit: 'piece' })))
      .execute()
    const levels = await setOpeningStock(transaction, tenant, store, location, stock)
    return { value: undefined, changes: [changeOf(stockFeed(store), levels)] }
  })
  return stock.map((each) => each.item)
}

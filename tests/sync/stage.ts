/**
 * A real backend with a shop, and real terminals that are enrolled and in step with it over
 * loopback HTTP. RxDB opens 13 collections in a process: two terminals at once are the most.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { OPEN_COLLECTIONS, type RxStorage } from 'rxdb'
import { expect, vi } from 'vitest'
import type { Backend } from '../../src/backend/backend.ts'
import { write } from '../../src/backend/database/write.ts'
import { changeOf, type FeedDocument } from '../../src/backend/feeds/stamp.ts'
import { createBackendServer, type BackendServer } from '../../src/backend/http/server.ts'
import type { Country } from '../../src/backend/setup/countries.ts'
import { issueEnrolmentCode } from '../../src/backend/setup/enrolment.ts'
import type { FoundedShop } from '../../src/backend/setup/found-shop.ts'
import { receiptNumber } from '../../src/domain/receipt/number.ts'
import type { Clock } from '../../src/ports/clock.ts'
import type { Log, LogFields } from '../../src/ports/log.ts'
import type { Random } from '../../src/ports/random.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { getRxStorage } from '../../src/store/rx-storage.ts'
import { LONGEST_WAIT_MS } from '../../src/sync/back-off.ts'
import { createHttpLink, type HttpLink } from '../../src/sync/http-link.ts'
import { startSync, type Sync } from '../../src/sync/start.ts'
import { fileSecrets } from '../../src/system/secrets.ts'
import { enrolTerminal } from '../../src/terminal/enrolment.ts'
import { clock, openStage, random, stockItems } from '../backend/stage.ts'
import { beginMigrated } from '../store/migrated.ts'
import { context, MIGRATIONS, saleOf, session } from '../store/shop.ts'

/** Longer than any wait of sync's own; what takes longer is broken. */
export const SOON = { timeout: 15_000, interval: 10 }

/** One wait of the stream and one of the exchange, each at its cap, and time to work. */
export const BACK_AGAIN = { timeout: 2 * LONGEST_WAIT_MS + 3000, interval: 20 }

export interface SyncedShop extends FoundedShop {
  readonly backend: Backend
  readonly url: string
  /** Writes documents into a feed of the shop, readable or not. */
  put(feed: string, documents: readonly FeedRow[]): Promise<void>
  /** Items on the shelf, and one variant of each. */
  stock(quantities: readonly number[]): Promise<Goods[]>
  /** Nobody listens at its address any more, until it comes back to the same one. */
  goAway(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

/** Readable or not: that is what some tests are about. */
export interface FeedRow {
  readonly id: string
  readonly [field: string]: unknown
}

export interface Goods {
  readonly item: string
  readonly variant: string
}

/** `time` is the clock of who answers the terminals. */
export async function openShop(country?: Country, time: Clock = clock): Promise<SyncedShop> {
  const { backend, shop, close } = await openStage(undefined, country)
  const serve = () => createBackendServer({ ...backend, clock: time }, () => false)
  let server = serve()
  const port = await listen(server, 0)
  const put: SyncedShop['put'] = (feed, documents) =>
    write(backend, shop.tenant, () => {
      const changes = [changeOf(feed, documents as unknown as FeedDocument[])]
      return Promise.resolve({ value: undefined, changes })
    })
  return {
    ...{ ...shop, backend, url: `http://127.0.0.1:${String(port)}`, put },
    async stock(quantities) {
      const items = await stockItems({ backend, shop, close }, quantities)
      const goods = items.map((item) => ({ item, variant: random.id() }))
      await put('catalogue', goods.map(variantOf))
      return goods
    },
    goAway: () => server.close(),
    async comeBack() {
      server = serve()
      await listen(server, port)
    },
    async close() {
      await server.close()
      await close()
    },
  }
}

async function listen({ server }: BackendServer, port: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP address')
  return address.port
}

export function variantOf({ item, variant }: Goods) {
  return {
    ...{ id: variant, kind: 'variant', product: random.id(), name: 'Milk', size: '1 l' },
    ...{ sku: '', department: random.id(), taxClass: 'reduced', unit: 'piece', rank: 0 },
    items: [{ item, quantity: 1000 }],
  }
}

export interface KeptLine extends LogFields {
  readonly level: string
  readonly message: string
}

export interface SyncedTerminal {
  readonly store: TerminalStore
  readonly sync: Sync
  readonly log: Log & { readonly lines: KeptLine[] }
  readonly folder: string
  sell(goods: Goods, count?: number): void
  /** Thousandths on hand as a screen would show them. */
  shown(goods: Goods): number | undefined
  /** Everything pulled, everything proved to be at the backend. */
  settled(within?: { timeout: number; interval: number }): Promise<void>
  /** Ends the sync as a closing core does; the store goes with it. */
  close(): Promise<void>
}

export interface TerminalPlace {
  /** Another road to the backend than straight. */
  readonly url?: string
  /** Of a terminal that was here before. */
  readonly folder?: string
  /** What a new machine enrols with, where it is to be a terminal that is there already. */
  readonly code?: string
  /** Where the storage shall be made worse. */
  readonly spoil?: (storage: RxStorage<unknown, unknown>) => RxStorage<unknown, unknown>
  readonly random?: Random
  /** Looks at what the terminal asks, and when it has its answer or gives up. */
  readonly through?: (link: HttpLink) => HttpLink
  /** The time that sync and its link live by. */
  readonly clock?: Clock
}

export async function openTerminal(
  shop: SyncedShop,
  place: TerminalPlace = {},
): Promise<SyncedTerminal> {
  const folder = place.folder ?? mkdtempSync(join(tmpdir(), 'holdfast-sync-'))
  const log = keepingLog()
  const secrets = fileSecrets(folder)
  const file = join(folder, 'terminal.db')
  beginMigrated(file)
  const store = openStore({ file, migrations: MIGRATIONS, secrets, clock, random, log })
  if (!store.identity.current()) {
    const code = place.code ?? (await enrolmentCode(shop))
    await enrolTerminal({ backendUrl: shop.url, enrolment: store.identity, secrets, clock }, code)
    store.tills.open({ ...session, id: random.id() })
  }
  const time = place.clock ?? clock
  const straight = createHttpLink({
    ...{ url: place.url ?? shop.url, clock: time, random: place.random ?? random },
    credential: secrets.credential() ?? '',
  })
  const link = place.through?.(straight) ?? straight
  const storage = place.spoil?.(getRxStorage(store)) ?? getRxStorage(store)
  const name = store.identity.current()?.terminal ?? ''
  const sync = await startSync({
    ...{ name, storage, link, clock: time, random, log },
    ...{ delivery: store.delivery, reach: store.reach },
  })
  // RxDB lets a process have 13 open, and waits at the last. Here each till stands for one.
  OPEN_COLLECTIONS.clear()
  const terminal: SyncedTerminal = {
    ...{ store, sync, log, folder },
    sell: (goods, count = 1) => sellOne(shop, store, goods, count),
    shown: ({ variant }) => store.catalogue.byVariant(variant, shop.priceList, 0)?.onHand(),
    async settled(within = SOON) {
      await vi.waitFor(() => {
        expect([sync.pulling(), store.delivery.unsent().entries]).toEqual([false, 0])
      }, within)
    },
    async close() {
      const closed = sync.close()
      link.close()
      await closed
      store.close()
    },
  }
  return terminal
}

export async function enrolmentCode(shop: SyncedShop): Promise<string> {
  const { tenant, store } = shop
  const devices = { printer: null, scanners: [], payment: null }
  const offer = { tenant, store, terminalName: 'Till', devices }
  return (await issueEnrolmentCode(shop.backend, offer)).code
}

/** Completes a sale as the use case does, with ids of its own and from this shop's shelf. */
function sellOne(shop: SyncedShop, store: TerminalStore, { item, variant }: Goods, count: number) {
  store.transaction(() => {
    const number = store.journal.nextSaleNumber()
    const plain = saleOf(number, item, count)
    const code = store.identity.current()?.terminalCode ?? ''
    const sale = {
      ...{ ...plain, sale: random.id(), priceList: shop.priceList },
      receipt: receiptNumber(code, store.journal.head().epoch, number),
      lines: plain.lines.map((line) => ({ ...line, id: random.id(), variant })),
      movements: plain.movements.map((movement) => ({ ...movement, location: shop.location })),
    }
    const own = { ...context, session: store.tills.current()?.id ?? null }
    const entry = store.journal.append({ kind: 'sale-completed', body: sale }, own)
    store.sales.record(sale, entry, own)
  })
}

function keepingLog(): SyncedTerminal['log'] {
  const lines: KeptLine[] = []
  const keep = (level: string) => (message: string, fields?: LogFields) => {
    lines.push({ level, message, ...fields })
  }
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') }
}

/** The backend's journal of all terminals, in order, as it was received. */
export async function journalAt({ backend }: SyncedShop) {
  return backend.database
    .selectFrom('entry')
    .select(['epoch', 'seq', 'hash', 'canonical', 'signature', 'state'])
    .orderBy('epoch')
    .orderBy('seq')
    .execute()
}

/** What the terminal's own journal holds of its epochs, in the same words and order. */
export function journalOf({ store }: SyncedTerminal) {
  const epochs = store.delivery.heads(500).map(({ epoch }) => epoch.id)
  return epochs
    .toSorted()
    .flatMap((epoch) => store.delivery.entriesAfter(epoch, 0, 100_000))
    .map(({ epoch, seq, hash, canonical, signature }) => ({
      ...{ epoch: epoch.id, seq, hash, canonical, signature, state: 'applied' },
    }))
}

/** On hand at the backend, and the same counted anew from opening and movements. */
export async function levelAt({ backend }: SyncedShop, { item }: Goods): Promise<number> {
  const level = await backend.database
    .selectFrom('inventory_level')
    .select('on_hand')
    .where('item', '=', item)
    .executeTakeFirstOrThrow()
  return level.on_hand
}

export function forget(...terminals: readonly { readonly folder: string }[]): void {
  for (const { folder } of terminals) rmSync(folder, { recursive: true, force: true })
}

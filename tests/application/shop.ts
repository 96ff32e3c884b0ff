/**
 * A shop to test in: the real store in a folder of its own, real scrypt at its lowest cost, and
 * devices that do what a test tells them. Closing and opening it again is what a restart of the
 * core is.
 */
import { createHmac, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { v7 } from 'uuid'
import type { Devices } from '../../src/application/dependencies.ts'
import type { Subscription } from '../../src/application/events/hub.ts'
import { createTerminal, type Terminal } from '../../src/application/terminal.ts'
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { Result } from '../../src/domain/failure.ts'
import { receiptWordsFor } from '../../src/domain/receipt/words.ts'
import type { Grant, Permission, Role } from '../../src/domain/permission.ts'
import type { CardCodes } from '../../src/ports/accounts.ts'
import type { Books } from '../../src/ports/books.ts'
import type { Backups } from '../../src/ports/backup.ts'
import type { Claims } from '../../src/ports/claims.ts'
import type { FiscalUnit } from '../../src/ports/fiscal.ts'
import type { Office } from '../../src/ports/office.ts'
import type { ParkedLookup } from '../../src/ports/parked-carts.ts'
import type { SaleLookup } from '../../src/ports/sale-lookup.ts'
import type { Verifier } from '../../src/ports/verifier.ts'
import { openStore, type TerminalStore } from '../../src/store/open.ts'
import { NO_CLAIMS } from '../../src/sync/claims.ts'
import { NO_OFFICE } from '../../src/sync/office.ts'
import { NO_PARKED } from '../../src/sync/parked-lookup.ts'
import { NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { scryptHasher } from '../../src/system/pin-hasher.ts'
import { beginMigrated } from '../store/migrated.ts'
import { IDENTITY, keepingLog, optionsFor, START, temporaryFolder } from '../store/terminal.ts'
import { testClock, type TestClock } from './clock.ts'
import { catalogueOf, PEOPLE, PINS, pricingOf, settingsOf } from './goods.ts'

export * from './goods.ts'

export interface Shop {
  readonly terminal: Terminal
  readonly store: TerminalStore
  readonly clock: TestClock
  readonly file: string
  readonly log: ReturnType<typeof keepingLog>
  readonly network: { online: boolean; refused: boolean; changed: () => void }
  /** The core dies without a word and starts again on the same file. */
  reopen(changes?: Partial<ShopOptions>): Shop
}

/** What may be chosen of a shop. */
export interface ShopOptions {
  readonly file: string
  readonly clock: TestClock
  readonly devices: Devices
  readonly fiscal?: FiscalUnit
  readonly backups?: Backups
  readonly books?: Books
  readonly verifier?: Verifier
  readonly claims: Claims
  readonly cardCodes: CardCodes
  readonly lookup: SaleLookup
  readonly parkedLookup: ParkedLookup
  readonly office: Office
  readonly isNew: boolean
  readonly keepsReserve: boolean
  /** Whether the backend answers from the start. */
  readonly online: boolean
  readonly currency: string
  readonly taxIncluded: boolean
}

/** Codes as a terminal hashes them that has a key; a real key is sealed by a backend. */
export const CARD_CODES: CardCodes = {
  hashOf: (text) => createHmac('sha256', 'a key for tests').update(text).digest('hex'),
}

export const NO_DEVICES: Devices = { printer: undefined, scanners: [], payment: undefined }

export function openShop(changes: Partial<ShopOptions> = {}): Shop {
  const options: ShopOptions = {
    file: changes.file ?? join(temporaryFolder(), 'terminal.db'),
    clock: testClock(),
    devices: NO_DEVICES,
    claims: NO_CLAIMS,
    cardCodes: CARD_CODES,
    lookup: NO_LOOKUP,
    parkedLookup: NO_PARKED,
    office: NO_OFFICE,
    isNew: true,
    keepsReserve: false,
    online: true,
    currency: 'EUR',
    taxIncluded: true,
    ...changes,
  }
  const { file, clock, devices, keepsReserve } = options
  const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)), id: () => v7() }
  const log = keepingLog()
  if (options.isNew) beginMigrated(file)
  const store = openStore(optionsFor(file, { clock, random, log, keepsReserve }))
  let isOpen = true
  const close = (): void => {
    if (isOpen) store.close()
    isOpen = false
  }
  onTestFinished(close)
  if (options.isNew) fill(store, options)
  const listeners = new Set<() => void>()
  const network = {
    online: options.online,
    refused: false,
    changed: () => listeners.forEach((listener) => listener()),
  }
  const terminal = createTerminal({
    ...{ store, clock, random, log, devices, pinHasher: scryptHasher() },
    network: {
      online: () => network.online,
      since: () => (network.online ? null : START),
      refused: () => network.refused,
      onChange: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    pull: { running: () => false, onChange: () => () => undefined },
    claims: options.claims,
    cardCodes: options.cardCodes,
    lookup: options.lookup,
    parkedLookup: options.parkedLookup,
    office: options.office,
    receiptWords: receiptWordsFor,
    ...(options.fiscal && { fiscal: options.fiscal }),
    ...(options.backups && { backups: options.backups }),
    ...(options.books && { books: options.books }),
    ...(options.verifier && { verifier: options.verifier }),
  })
  terminal.start()
  return {
    ...{ terminal, store, clock, file, log, network },
    reopen(again = {}) {
      close()
      clock.forget()
      return openShop({ ...options, ...again, isNew: false })
    },
  }
}

/** Opens a shop where somebody of a role is signed in and the till is open. */
export async function openTill(
  changes: Partial<ShopOptions> = {},
  role: Role = 'manager',
): Promise<Shop> {
  const shop = openShop(changes)
  await signIn(shop, role)
  value(shop.terminal.till.open({ command: v7(), float: 10_000 as never }))
  return shop
}

/** Counts the open session, blind, and writes its Z: answers what failed first. */
export function closeTill({ terminal, store }: Shop, counted: number, more: object = {}) {
  const session = store.tills.current()?.id ?? v7()
  const own = { session, after: 0, counted: counted as never, ...more }
  const count = terminal.till.count({ command: v7(), ...own })
  if (!count.ok) return count
  return terminal.till.close({ command: v7(), session, count: 1, reason: 'counted twice' })
}

/** So many days later: the till was counted and closed meanwhile, and is open anew. */
export function daysLater(shop: Shop, days: number): void {
  const { id } = present(shop.store.tills.current())
  value(closeTill(shop, shop.store.tills.expectedCash(id)))
  shop.clock.setWall(shop.clock.now() + days * 86_400_000)
  const businessDate = new Date(shop.clock.now()).toISOString().slice(0, 10)
  value(shop.terminal.till.open({ command: v7(), float: 10_000 as never, businessDate }))
}

export async function signIn({ terminal }: Shop, role: Role): Promise<void> {
  value(await terminal.staff.signIn({ command: v7(), staff: PEOPLE[role], pin: PINS[role] }))
}

export async function scan({ terminal }: Shop, gtin: string, count = 1): Promise<void> {
  const quantity = (count * ONE) as never
  value(await terminal.draft.scan({ command: v7(), text: gtin, symbology: null, quantity }))
}

/** The current draft's id and version, under a fresh command id. */
export function draftCommand({ terminal }: Shop): {
  command: string
  draft: string
  version: number
} {
  const { id: draft, version } = value(terminal.draft.current())
  return { command: v7(), draft, version }
}

export async function payCash(shop: Shop, tendered: number, command = v7()) {
  const input = { ...draftCommand(shop), command, tendered: tendered as never }
  return value(await shop.terminal.draft.payCash(input))
}

/** Another version of a document comes down. */
export function pull(
  { store, clock }: Shop,
  name: 'catalogue' | 'mails' | 'pricing' | 'sales' | 'settings' | 'stock',
  document: { readonly id: string },
): void {
  const documents = store.documents.of(name)
  const previous = present(documents.table.find(document.id))
  const _meta = { lwt: clock.now() + 1 }
  const _rev = `${String(Number.parseInt(previous._rev, 10) + 1)}-test`
  documents.write([{ previous, document: { ...previous, ...document, _meta, _rev } }], 'test')
}

/** The store decides otherwise than by default what a role may do. */
export function grant(shop: Shop, role: Role, permission: Permission, granted: Grant): void {
  const settings = present(shop.store.settings.store())
  const grants = { ...settings.roles?.[role], [permission]: granted }
  pull(shop, 'settings', { ...settings, ...{ roles: { ...settings.roles, [role]: grants } } })
}

/** What must be there, or the test says nothing. */
export function present<Value>(found: Value | undefined): Value {
  if (found === undefined) throw new Error('it is not there')
  return found
}

export function value<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`failed: ${JSON.stringify(result.failure)}`)
  return result.value
}

export function code(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.failure.code
}

/** The journal's entries after the one that opened it: kind, actor and body. */
export function entries({ store }: Shop) {
  const { epoch } = store.journal.head()
  return store.delivery
    .entriesAfter(epoch.id, 1, 1000)
    .map(({ canonical }) => JSON.parse(canonical) as Entry)
}

export interface Entry {
  readonly kind: string
  readonly actor: string | null
  readonly approver: string | null
  readonly session: string | null
  readonly body: Readonly<Record<string, unknown>>
}

export function kinds(shop: Shop): string[] {
  return entries(shop).map((entry) => entry.kind)
}

/** Asked for and not come yet: the next look waits for the same one. */
const awaited = new WeakMap<Subscription, Promise<TerminalEvent | undefined>>()

/** The events that wait now, without waiting for more. */
export async function pendingEvents(subscription: Subscription): Promise<TerminalEvent[]> {
  const events: TerminalEvent[] = []
  for (;;) {
    const next = awaited.get(subscription) ?? subscription.next()
    awaited.set(subscription, next)
    const idle = new Promise<'idle'>((resolve) => setImmediate(() => resolve('idle')))
    const event = await Promise.race([next, idle])
    if (event === 'idle') return events
    awaited.delete(subscription)
    if (event === undefined) return events
    events.push(event)
  }
}

function fill(store: TerminalStore, { currency, taxIncluded }: ShopOptions): void {
  store.identity.enrol(IDENTITY, { at: START, businessDate: '2026-11-23' })
  const put = (name: 'catalogue' | 'pricing' | 'stock' | 'settings', document: { id: string }) =>
    store.documents.of(name).append(document, START)
  store.transaction(() => {
    for (const document of settingsOf(currency)) put('settings', document)
    for (const document of pricingOf(currency, taxIncluded)) put('pricing', document)
    for (const document of catalogueOf()) put('catalogue', document)
  })
}

/** A till as a process of its own, kept running, in a shop with something to sell. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { settingsFeed } from '../../src/backend/feeds/names.ts'
import { terminalScript } from '../../src/commands/folders.ts'
import { portOrFree } from '../../src/commands/free-port.ts'
import { supervise, type Supervised } from '../../src/commands/supervisor.ts'
import { connectTerminal, type TerminalClient } from '../../src/commands/terminal-client.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { TerminalEvent } from '../../src/contract/terminal/events.ts'
import { clock, random } from '../backend/stage.ts'
import { programOf } from '../programs.ts'
import { enrolmentCode, openShop, type SyncedShop } from '../sync/stage.ts'

export const GTIN = '04006381333931'
export const PIN = '1234'
/** Starting takes a second; a busy machine takes its time. */
export const STARTED = { timeout: 30_000, interval: 20 }

export interface Place {
  readonly folder: string
  readonly assets: string
  remove(): void
}

export function makePlace(): Place {
  const parent = mkdtempSync(join(tmpdir(), 'holdfast-crash-'))
  const assets = join(parent, 'assets')
  mkdirSync(assets)
  writeFileSync(join(assets, 'index.html'), '<!doctype html><title>Till</title>')
  const remove = (): void => rmSync(parent, { recursive: true, force: true })
  return { folder: join(parent, 'terminal'), assets, remove }
}

/** Who works in this shop may close a till, and say what became of a payment. */
export async function promoteStaff({ backend, store, put }: SyncedShop): Promise<void> {
  const staff = await backend.database.selectFrom('staff').selectAll().execute()
  for (const { id, name, pin } of staff) {
    const kept: unknown = typeof pin === 'string' ? JSON.parse(pin) : pin
    const person = { id, kind: 'staff', name, role: 'manager', pin: kept, disabled: false }
    await put(settingsFeed(store), [person])
  }
}

/** A shop that sells one product at 2.50. */
export async function openSellingShop(): Promise<SyncedShop> {
  const shop = await openShop()
  const [goods] = await shop.stock([1_000_000])
  if (!goods) throw new Error('one was asked for')
  const { variant } = goods
  const barcode = { id: random.id(), kind: 'barcode', gtin: GTIN, variant, packQuantity: ONE }
  await shop.put('catalogue', [barcode])
  const price = { id: random.id(), kind: 'price', variant, list: shop.priceList }
  await shop.put('pricing', [{ ...price, from: 0, to: null, unitPrice: 2_500_000 }])
  return shop
}

export interface ProcessOptions {
  readonly shop: SyncedShop
  readonly place: Place
  readonly port?: number
  readonly lines?: string[]
  /** Of a counter with devices; one without any where it is left out. */
  readonly enrolmentCode?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly onDeath?: (reason: string) => void
}

/** Resolves when it can be opened: with the process, and the address that it keeps. */
export async function startProcess(
  options: ProcessOptions,
): Promise<{ process: Supervised; url: string }> {
  const { shop, place, lines } = options
  const port = await portOrFree(options.port ?? 0)
  const process = supervise({
    name: 'terminal',
    script: await programOf(terminalScript),
    args: [
      ...['--folder', place.folder, '--assets', place.assets],
      ...['--backend', shop.url, '--port', String(port)],
    ],
    environment: {
      HOLDFAST_ENROLMENT_CODE: options.enrolmentCode ?? (await enrolmentCode(shop)),
      HOLDFAST_CHECK_ANSWERS: '1',
      ...options.environment,
    },
    clock,
    onLine: (line) => lines?.push(line),
    ...(options.onDeath ? { onDeath: options.onDeath } : {}),
  })
  const ready = await process.line('terminal ready ')
  return { process, url: ready.slice('terminal ready '.length) }
}

/** Connects as soon as somebody listens. */
export function comeBack(url: string): Promise<TerminalClient> {
  return vi.waitFor(() => connectTerminal(url), STARTED)
}

/** Watches until there is an event such as is wanted. */
export async function watchFor<Seen>(
  { api }: TerminalClient,
  look: (event: TerminalEvent) => Seen | undefined,
): Promise<Seen> {
  for await (const event of await api.watch()) {
    const seen = look(event)
    if (seen !== undefined) return seen
  }
  throw new Error('the terminal has nothing more to tell')
}

/** Signs in and opens the till, once everything was pulled. */
export async function openTill(client: TerminalClient): Promise<void> {
  await watchFor(client, (event) =>
    event.kind === 'status' && !event.status.catalogue.pulling && event.status.blocked === null
      ? true
      : undefined,
  )
  const [person] = await client.api.staff.list()
  if (!person) throw new Error('nobody works here')
  await client.api.staff.signIn({ command: random.id(), staff: person.id, pin: PIN })
  await client.api.till.open({ command: random.id(), float: 10_000 as never })
}

export function scan({ api }: TerminalClient) {
  return api.draft.scan({ command: random.id(), text: GTIN, symbology: null, quantity: ONE })
}

/** What a terminal closed and its device has lost comes from the backend, and proves itself. */
import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Core } from '../../src/application/core.ts'
import { closeBefore } from '../../src/application/fiscal/close.ts'
import { reportOf } from '../../src/application/till/reports.ts'
import { CLOSINGS_LIMIT } from '../../src/contract/backend/sync.ts'
import { issueReplacementCode } from '../../src/backend/setup/enrolment.ts'
import { minor } from '../../src/domain/money.ts'
import { cashCount } from '../../src/domain/till/count.ts'
import type { BackendLink } from '../../src/ports/backend-link.ts'
import type { ToldPage } from '../../src/ports/told-closings.ts'
import type { HttpLink } from '../../src/sync/http-link.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { random } from '../backend/stage.ts'
import { context, session } from '../store/shop.ts'
import { forget, openShop, openTerminal, SOON } from './stage.ts'
import type { Goods, SyncedShop, SyncedTerminal } from './stage.ts'

let shop: SyncedShop
let milk: Goods

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([90_000])) as [Goods]
})
afterAll(() => shop.close())

const DAY_MS = 86_400_000
const dateOf = (day: number) =>
  new Date(Date.parse('2026-11-23') + day * DAY_MS).toISOString().slice(0, 10)

/** A day with one sale, from its float to its Z and its closing. */
function tradeOn({ store, sell }: SyncedTerminal, day: number): void {
  const core = { store } as unknown as Core
  // What the stage opened has no entry of its own: it only stands in the way.
  const staged = store.tills.current()
  if (staged) store.tills.markCounted(staged.id, 1, context.actor ?? '')
  const id = random.id()
  const own = { ...context, at: context.at + day * DAY_MS, businessDate: dateOf(day), session: id }
  store.transaction(() => {
    const body = { session: id, currency: 'EUR', float: minor(0) }
    const { id: entry } = store.journal.append({ kind: 'session-opened', body }, own)
    const { businessDate } = own
    store.tills.open({ ...session, id, businessDate, float: minor(0), entry, openedAt: own.at })
  })
  sell(milk)
  store.transaction(() => {
    const [open] = store.tills.underWay().filter((each) => each.id === id)
    if (!open) throw new Error('no session is open')
    const counted = store.tills.expectedCash(id)
    const count = { session: id, number: 1, currency: 'EUR', counted }
    const entry = store.journal.append({ kind: 'session-counted', body: count }, own)
    const by = { at: own.at, by: context.actor ?? '' }
    store.tills.count({ session: id, number: 1, entry: entry.id, ...by })
    const report = reportOf(core, open)
    const numbered = store.tills.nextZ()
    const cash = cashCount(counted, counted)
    const z = { ...numbered, report }
    const body = { session: id, currency: 'EUR', ...cash, sales: 1, count: 1, z }
    const closed = store.journal.append({ kind: 'session-closed', body }, own)
    const closing = { closedAt: own.at, closedBy: by.by, entry: closed.id, z: numbered.number }
    store.tills.close(id, { ...closing, expected: counted, counted })
    closeBefore(core, own, { date: dateOf(day + 1), currency: 'EUR' })
  })
}

async function replaced(till: SyncedTerminal, place: object = {}): Promise<SyncedTerminal> {
  const { terminal = '' } = till.store.identity.current() ?? {}
  const offer = await issueReplacementCode(shop.backend, { tenant: shop.tenant, terminal })
  return openTerminal(shop, { code: offer?.code ?? '', ...place })
}

const numbers = ({ store }: SyncedTerminal) =>
  store.tills.zs(500).map(({ entry, isTold }) => [entry.body.z?.number, isTold])
const closed = ({ store }: SyncedTerminal) =>
  store.closings.newest(500).map(({ entry, hash }) => {
    const { kind, number } = entry.body
    return `${kind} ${String(number)} ${hash}`
  })

it('fetches all Zs and closings of the machine whose place it takes, and goes on', async () => {
  const till = await openTerminal(shop)
  const days = CLOSINGS_LIMIT + 2
  for (let day = 0; day < days; day += 1) tradeOn(till, day)
  const own = { ...context, session: null }
  const printed = { closing: 'day', number: 2 } as const
  const print = ({ store }: SyncedTerminal, copy: number) =>
    store.transaction(() =>
      store.journal.append({ kind: 'closing-printed', body: { ...printed, copy } }, own),
    )
  print(till, 0)
  await till.settled()
  const before = closed(till)
  expect(before.length).toBeGreaterThan(days)
  const zs = till.store.tills.zs(500).map(({ entry, hash }) => ({ entry, hash }))
  await till.close()

  const machine = await replaced(till)
  await expect.poll(() => closed(machine), SOON).toEqual(before)
  expect(machine.store.tills.zs(500)).toMatchObject(zs)
  expect(machine.store.tills.z(zs[3]?.entry.body.session ?? '')).toMatchObject({ copies: 0 })
  // One that may have been printed there comes out as a copy; the known ones are counted.
  expect(machine.store.closings.find('day', 1)).toMatchObject({ isTold: true, prints: 1 })
  expect(machine.store.closings.find('month', 1)).toMatchObject({ isTold: true, prints: 1 })
  print(machine, 1)
  expect(machine.store.closings.find('day', 2)).toMatchObject({ prints: 2 })
  expect(machine.store.delivery.toldClosings.isBehind(machine.store.delivery.heads(500))).toBe(
    false,
  )
  // Numbers and totals go on from there, and its own are its own.
  tradeOn(machine, days)
  expect(numbers(machine).slice(0, 2)).toEqual([
    [days + 1, false],
    [days, true],
  ])
  const [mine] = machine.store.closings.newest(1)
  expect(mine?.entry.body).toMatchObject({ number: days + 1, after: days })
  expect(mine?.entry.body.perpetual.sales).toBe(days + 1)
  expect(verifyJournal(join(machine.folder, 'terminal.db')).broken).toBeUndefined()
  await machine.settled()
  await machine.close()
  forget(machine)
})

it('fetches what a restored file is too old for, and that alone', async () => {
  const till = await openTerminal(shop)
  tradeOn(till, 0)
  await till.settled()
  await till.close()
  const old = mkdtempSync(join(tmpdir(), 'holdfast-old-'))
  cpSync(till.folder, old, { recursive: true })
  const again = await openTerminal(shop, { folder: till.folder })
  tradeOn(again, 1)
  await again.settled()
  const before = closed(again)
  await again.close()

  const asked: (readonly string[])[] = []
  const through = (link: HttpLink): HttpLink => ({
    ...link,
    async closings(what, held, from) {
      const page = await link.closings(what, held, from)
      asked.push(page.closings.map(({ entry }) => entry.id))
      return page
    },
  })
  const back = await openTerminal(shop, { folder: old, through })
  await expect.poll(() => closed(back), SOON).toEqual(before)
  expect(numbers(back)).toEqual([
    [2, true],
    [1, false],
  ])
  expect(asked.map((ids) => ids.length)).toEqual([1, 1])
  await back.close()
  forget(back)
})

it('keeps nothing that does not prove itself', async () => {
  const till = await openTerminal(shop)
  tradeOn(till, 0)
  tradeOn(till, 1)
  await till.settled()
  await till.close()
  const pages: ToldPage[] = []
  const silent = (link: HttpLink): HttpLink => ({
    ...link,
    closings: async (...asked: Parameters<BackendLink['closings']>) => {
      pages.push(await link.closings(...asked))
      throw new Error('it is only looked at')
    },
  })
  const machine = await replaced(till, { through: silent })
  await expect.poll(() => pages.length, SOON).toBeGreaterThan(0)
  const { toldClosings } = machine.store.delivery
  const [page] = pages as [ToldPage]
  const [newest, oldest] = page.closings as [Told, Told]
  const canonical = newest.entry.canonical.replace('"sales":1', '"sales":2')
  const wrong: readonly ToldPage[] = [
    { ...page, openings: [] },
    { ...page, closings: [{ ...newest, entry: { ...newest.entry, canonical } }] },
    { ...page, closings: [{ ...newest, entry: { ...newest.entry, signature: SIGNATURE } }] },
    { ...page, closings: [oldest, newest] },
    { ...page, closings: page.openings.map((entry) => ({ entry, prints: 0 })) },
  ]
  for (const each of wrong) {
    expect(toldClosings.keep('zs', each)).toBeTypeOf('string')
    expect(machine.store.tills.zs(9)).toEqual([])
  }
  expect(toldClosings.keep('zs', page)).toBeUndefined()
  expect(numbers(machine)).toEqual([
    [2, true],
    [1, true],
  ])
  await machine.close()
  forget(machine)
})

type Told = ToldPage['closings'][number]
const SIGNATURE = `${'A'.repeat(86)}==`

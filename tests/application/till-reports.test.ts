import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { StatusView } from '../../src/contract/terminal/views.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { readyPrinter } from './devices.ts'
import {
  closeTill,
  code,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  pendingEvents,
  PEOPLE,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const FULL = { check: 'full' } as const
const own = () => ({ command: v7() })
const close = (shop: Shop, counted = 10_000) => value(closeTill(shop, counted))
const textOf = (document: { readonly elements: readonly object[] }) =>
  JSON.stringify(document.elements)

async function sell(shop: Shop, count = 1): Promise<void> {
  await scan(shop, MILK.gtin, count)
  await payCash(shop, 10_000)
}

/** What a screen that begins to watch is told. */
async function statusOf({ terminal }: Shop): Promise<StatusView> {
  const events = await pendingEvents(terminal.watch())
  const [status] = events.flatMap((event) => (event.kind === 'status' ? [event.status] : []))
  return status!
}

/** Of the last session that was closed. */
function zOf(shop: Shop) {
  const closed = entries(shop).findLast(({ kind }) => kind === 'session-closed')
  return (closed as unknown as Entry<'session-closed'>).body.z!
}

describe('a Z', () => {
  it('has everybody who was at the till, each with their own sales', async () => {
    const shop = await openTill()
    await sell(shop)
    // Another person takes over: the session goes on.
    value(shop.terminal.staff.signOut(own()))
    await signIn(shop, 'cashier')
    await sell(shop, 3)
    await signIn(shop, 'supervisor')
    close(shop, 10_000 + 4 * MILK.price)
    const { people, sales, turnover } = zOf(shop).report.figures
    expect(people).toEqual([
      { person: PEOPLE.manager, sales: 1, turnover: MILK.price },
      { person: PEOPLE.cashier, sales: 1, turnover: 3 * MILK.price },
      { person: PEOPLE.supervisor, sales: 0, turnover: 0 },
    ])
    expect([sales, turnover]).toEqual([2, 4 * MILK.price])
  })

  it('counts on without a gap, over sessions and epochs', async () => {
    const shop = await openTill()
    close(shop)
    value(shop.terminal.till.open({ ...own(), float: minor(0) }))
    shop.store.transaction(() => {
      const before = { previous: shop.store.journal.head(), at: 1, businessDate: '2026-11-24' }
      shop.store.epochs.open('restored', before)
    })
    await sell(shop)
    expect(close(shop, 0).z).toBe(2)
    const { report } = zOf(shop)
    expect(report.figures.sales).toBe(1)
    expect([report.first.epoch.ordinal, report.last.epoch.ordinal]).toEqual([1, 2])
    expect(report.earlier).toMatchObject([{ epoch: report.first.epoch }])
    // Nobody asked the backend what was sold beside this file, and the paper says so.
    expect(report).toMatchObject({ perpetual: { sales: 1 }, untold: true })
    const { session } = value(shop.terminal.till.zs(own()))[0]!
    const { document } = value(shop.terminal.till.readZ({ ...own(), session }))
    expect(textOf(document)).toContain('Lacks sales from before the restore')
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
    value(shop.terminal.till.open({ ...own(), float: minor(0) }))
    const epoch = { ordinal: 1, id: v7() }
    const perpetual = { sales: 4, turnover: { EUR: 900 } }
    const beside = [{ epoch, after: 0, until: 9, perpetual }]
    shop.store.delivery.tell(beside)
    shop.store.delivery.tell(beside)
    close(shop, 0)
    expect(zOf(shop).report.perpetual).toEqual({ sales: 5, turnover: { EUR: 900 + MILK.price } })
    expect(zOf(shop).report).not.toHaveProperty('untold')
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
    expect(value(shop.terminal.till.zs(own())).map(({ number }) => number)).toEqual([3, 2, 1])
  })

  it('notes that somebody had closed its session from elsewhere, and the bar says so', async () => {
    const shop = await openTill()
    await sell(shop)
    const session = shop.store.tills.current()!.id
    const word = { session, at: 5, person: 'Ana', reason: 'Nobody came back', counted: null }
    const told = { parked: 0, forked: false, heads: [] }
    expect((await statusOf(shop)).till).not.toHaveProperty('elsewhere')
    shop.store.delivery.note({ ...told, till: { ...NO_NEWS, elsewhere: [word] } })
    expect((await statusOf(shop)).till?.elsewhere).toEqual({ at: 5, person: 'Ana' })
    close(shop)
    const closed = entries(shop).findLast(({ kind }) => kind === 'session-closed')
    expect(closed?.body).toMatchObject({ elsewhere: { at: 5, counted: null } })
    // A name is not for ever in the journal: it is printed from what the backend tells.
    expect(JSON.stringify(closed)).not.toContain('Ana')
    const { document } = value(shop.terminal.till.readZ({ ...own(), session }))
    expect(textOf(document)).toContain('Ana')
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
  })

  it('follows one that only the backend still has, and shows what came late to it', async () => {
    const shop = await openTill()
    await sell(shop)
    const session = shop.store.tills.current()!.id
    const late = {
      ...{ session, number: 1, kind: 'sale' as const, name: 'T1-1-000099', at: 1 },
      ...{ currency: 'EUR', turnover: 250, cash: minor(250) },
    }
    const told = { parked: 0, forked: false, heads: [] }
    shop.store.delivery.note({ ...told, till: { ...NO_NEWS, lastZ: 7, corrections: [late] } })
    // A backend that was restored itself tells of fewer: the number never goes back.
    const opened = {
      ...{ session, number: 2, kind: 'other' as const, name: 'Coins', at: 2 },
      watched: [{ figure: 'noSales' as const, count: 1 }],
    }
    const news = { ...NO_NEWS, corrections: [late], otherCorrections: [opened] }
    shop.store.delivery.note({ ...told, till: { ...news, lastZ: 3 } })
    expect(close(shop).z).toBe(8)
    expect(zOf(shop)).toMatchObject({ number: 8, after: 7 })
    const { document } = value(shop.terminal.till.readZ({ ...own(), session }))
    expect(textOf(document)).toContain('1. T1-1-000099')
    expect(textOf(document)).toContain('2. Coins')
    expect(value(shop.terminal.till.zs(own()))).toMatchObject([{ number: 8, corrections: 2 }])
    value(shop.terminal.till.open({ ...own(), float: minor(0) }))
    expect(close(shop, 0).z).toBe(9)
    expect(zOf(shop).after).toBeUndefined()
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
  })

  it('names its first and last entry, all that was ever sold, and what is unsent', async () => {
    const shop = await openTill()
    await sell(shop)
    close(shop)
    const { number, report } = zOf(shop)
    expect(number).toBe(1)
    // Its last entry is the count, right before its own.
    const head = shop.store.journal.head()
    expect(report.last).toMatchObject({ epoch: head.epoch, seq: head.seq - 1 })
    expect(report.perpetual).toEqual({ sales: 1, turnover: { EUR: MILK.price } })
    expect(report.unsent).toEqual({ entries: head.seq - 1, sales: 1 })
  })

  it('is printed with the close, and again as a counted copy', async () => {
    const printer = readyPrinter()
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    const { session } = close(shop)
    value(shop.terminal.till.reprintZ({ ...own(), session }))
    value(shop.terminal.till.reprintZ({ ...own(), session }))
    await expect.poll(() => printer.printed.length).toBe(3)
    const [first, second, third] = printer.printed.map(({ document }) => textOf(document))
    expect(first).toContain('Z REPORT 1')
    expect(first).not.toContain('COPY')
    expect(second).toContain('COPY 1')
    expect(third).toContain('COPY 2')
    expect(value(shop.terminal.till.readZ({ ...own(), session })).document).toEqual(
      printer.printed[0]!.document,
    )
    expect(code(shop.terminal.till.readZ({ ...own(), session: v7() }))).toBe('z-unknown')
  })

  it('is proved by verification, which finds one that was made up', async () => {
    const shop = await openTill()
    await sell(shop)
    close(shop)
    const { tills } = shop.store
    expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
    const { id: session } = { id: v7() }
    value(shop.terminal.till.open({ ...own(), float: minor(0) }))
    const current = tills.current()!
    const { report } = zOf(shop)
    // A second Z for the open session, with the figures of the first: sealed, signed and wrong.
    shop.store.transaction(() => {
      const context = { at: 1, businessDate: '2026-11-23', session: current.id, actor: session }
      const last = shop.store.journal.head()
      const sums = { expected: minor(0), counted: minor(0), difference: minor(0), sales: 0 }
      const z = { number: 2, report: { ...report, last } }
      const body = { session: current.id, currency: 'EUR', ...sums, z }
      const who = { ...context, actor: PEOPLE.manager, approver: null }
      const { id: entry } = shop.store.journal.append({ kind: 'session-closed', body }, who)
      const closing = { closedAt: 1, closedBy: PEOPLE.manager, entry, z: 2 }
      tills.count({ session: current.id, number: 1, entry, at: 1, by: PEOPLE.manager })
      tills.close(current.id, { ...closing, expected: minor(0), counted: minor(0) })
    })
    expect((await verifyDatabase(shop.file, FULL)).broken?.reason).toBe(
      'its Z is not what the entries of its session come to',
    )
  })

  it('keeps its number in the tables for good', async () => {
    const shop = await openTill()
    close(shop)
    const database = new Database(shop.file)
    expect(() => database.exec('UPDATE till_session SET z = 7')).toThrow('closed for good')
    database.close()
  })
})

describe('giving up a cart', () => {
  it('and taking things out of one are counted with what they were worth', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin, 2)
    const [line] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: line!.id }))
    await scan(shop, MILK.gtin)
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    close(shop)
    expect(zOf(shop).report.figures).toMatchObject({
      removals: { count: 1, amount: 2 * MILK.price },
      abandoned: { count: 1, amount: MILK.price },
    })
  })
})

it('a fiscal closing is printed as it is once, then as a counted copy, by entries', async () => {
  const printer = readyPrinter()
  const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
  await sell(shop)
  close(shop)
  const [day] = value(shop.terminal.fiscal.closeDay(own())).closings
  const { print } = shop.terminal.fiscal
  const asked = { kind: 'day', number: day!.number } as const
  await expect.poll(() => printer.printed.length).toBe(2)
  expect(value(print({ ...own(), ...asked })).copy).toBe(0)
  expect(value(print({ ...own(), ...asked })).copy).toBe(1)
  await expect.poll(() => printer.printed.length).toBe(4)
  const [first, second] = printer.printed.slice(2).map(({ document }) => textOf(document))
  expect(first).toContain('DAY CLOSED 1')
  expect(first).toContain(day!.hash.slice(0, 12))
  expect(first).not.toContain('COPY')
  expect(second).toContain('COPY 1')
  expect(code(print({ ...own(), kind: 'year', number: 1 }))).toBe('entry-unknown')
  const again = shop.terminal.journal.show({ ...own(), place: day!.place })
  expect(value(again)).toMatchObject({ again: { kind: 'closing', closing: 'day', number: 1 } })
  expect((await verifyDatabase(shop.file, FULL)).broken).toBeUndefined()
})

import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import type { BackupReason } from '../../src/ports/backup.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  BREAD,
  closeTill,
  code,
  draftCommand,
  entries,
  kinds,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  present,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

const close = (shop: Shop, counted: number) => closeTill(shop, counted)
const open = (shop: Shop, float: number, more: object = {}) =>
  shop.terminal.till.open({ command: v7(), float: minor(float), ...more })

async function sell(shop: Shop, gtin = MILK.gtin): Promise<void> {
  await scan(shop, gtin)
  await payCash(shop, 1_000)
}

/** Counts the session under way; answers its id. */
function count(shop: Shop, counted: number, more: object = {}): string {
  const session = present(shop.store.tills.current()).id
  const own = { command: v7(), session, after: 0, counted: minor(counted) }
  value(shop.terminal.till.count({ ...own, ...more }))
  return session
}

const writeZ = ({ terminal }: Shop, session: string, more: object = {}) =>
  terminal.till.close({ command: v7(), session, count: 1, ...more })

const review = ({ terminal }: Shop, session: string) =>
  value(terminal.till.review({ command: v7(), session }))

function tolerate(shop: Shop, tolerance: number): void {
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ till: { tolerance } } })
}

describe('reviewing and closing', () => {
  it.each([
    ['exactly', FLOAT + 2 * MILK.price, 0],
    ['too much', FLOAT + 2 * MILK.price + 50, 50],
    ['too little', FLOAT, -2 * MILK.price],
  ])('tells what was expected once it was counted: %s', async (_, counted, difference) => {
    const shop = await openTill()
    const { id: session, openedAt } = present(shop.store.tills.current())
    await sell(shop)
    await sell(shop)
    const closedAt = shop.clock.now()
    const expected = FLOAT + 2 * MILK.price
    const body = { session, expected, counted, difference, sales: 2 }
    const extras = { z: 1, foreign: [], tenders: [], tips: 0 }
    expect(value(close(shop, counted))).toEqual({
      ...{ ...body, ...extras, openedAt, closedAt, float: FLOAT },
    })
    const reason = difference === 0 ? {} : { reason: 'counted twice' }
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'session-closed', session, body: { ...body, ...reason, currency: 'EUR' } },
    })
  })

  it('asks for a reason beyond what the store tolerates, and for nothing within', async () => {
    const shop = await openTill()
    tolerate(shop, 200)
    const session = count(shop, FLOAT - 201)
    expect(review(shop, session).needsReason).toBe(true)
    expect(code(writeZ(shop, session))).toBe('difference-unexplained')
    value(writeZ(shop, session, { reason: 'wrong change' }))
    expect(entries(shop).at(-1)?.body).toMatchObject({ reason: 'wrong change' })
    value(open(shop, FLOAT))
    expect(code(writeZ(shop, count(shop, FLOAT + 200)))).toBe('ok')
  })

  it('takes a second person’s word for what somebody may not accept alone', async () => {
    const shop = await openTill({}, 'supervisor')
    const session = count(shop, FLOAT - 300)
    const closing = { command: v7(), session, count: 1, reason: 'wrong change' }
    expect(code(shop.terminal.till.close(closing))).toBe('approval-needed')
    const approval = { staff: PEOPLE.manager, pin: PINS.manager }
    const asked = { ...closing, command: v7(), approval }
    value(await shop.terminal.doGuarded(asked, (input) => shop.terminal.till.close(input)))
    expect(entries(shop).slice(-2)).toMatchObject([
      { kind: 'act-approved', body: { permission: 'accept-difference', extent: { amount: 300 } } },
      { kind: 'session-closed', approver: PEOPLE.manager },
    ])
  })

  it('counts the cash of its own session only, and no cards', async () => {
    const devices = { ...NO_DEVICES, payment: paymentTerminal(approve) }
    const shop = await openTill({ devices })
    await sell(shop)
    value(close(shop, 0))
    value(open(shop, 5_000))
    await scan(shop, BREAD.gtin)
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(value(close(shop, 5_000))).toMatchObject({ sales: 1, expected: 5_000, difference: 0 })
  })

  it('closes once, and answers the same to the same command, also after a crash', async () => {
    const shop = await openTill()
    const session = count(shop, FLOAT)
    const command = v7()
    const first = value(writeZ(shop, session, { command }))
    const again = shop.reopen()
    expect(value(writeZ(again, session, { command }))).toEqual(first)
    expect(code(writeZ(again, session))).toBe('session-not-counted')
    expect(kinds(again).filter((kind) => kind === 'session-closed')).toHaveLength(1)
  })

  it('is final in the tables: no second count or close, and no cash that comes late', async () => {
    const shop = await openTill()
    const id = count(shop, FLOAT)
    const database = new Database(shop.file)
    const late = database.prepare(
      "INSERT INTO till_cash (session, kind, amount) VALUES (?, 'tender', 100)",
    )
    expect(() => late.run(id)).toThrow('its session is counted')
    expect(() => database.exec('UPDATE till_session SET counted_at = 1')).toThrow('for good')
    expect(() => database.exec("UPDATE till_count SET entry = 'x'")).toThrow('stays as it was')
    value(writeZ(shop, id))
    expect(() => database.exec('UPDATE till_session SET counted = 1')).toThrow('closed for good')
    database.close()
  })
})

describe('a power cut', () => {
  type Cut = (shop: Shop, die: () => never) => void
  const power = (): never => {
    throw new Error('power')
  }
  const atEntry: Cut = ({ store }, die) => void Object.assign(store.journal, { append: die })
  const atAnswer: Cut = ({ store }, die) => void Object.assign(store.commands, { remember: die })
  const COUNTING: readonly [name: string, cut: Cut][] = [
    ['at the entry', atEntry],
    ['at the count', ({ store }, die) => void Object.assign(store.tills, { count: die })],
    ['at the answer', atAnswer],
  ]
  const CLOSING: readonly [name: string, cut: Cut][] = [
    ['at the entry', atEntry],
    ['at the session', ({ store }, die) => void Object.assign(store.tills, { close: die })],
    ['at the paper', ({ store }, die) => void Object.assign(store.printJobs, { add: die })],
    ['at the answer', atAnswer],
  ]

  it.each(COUNTING)('while it is counted, %s, finds the till open', async (_, cut) => {
    const shop = await openTill()
    const before = [shop.store.journal.head(), shop.store.tills.current()]
    cut(shop, power)
    expect(() => count(shop, FLOAT)).toThrow('power')
    const again = shop.reopen()
    expect([again.store.journal.head(), again.store.tills.current()]).toEqual(before)
    expect(value(close(again, FLOAT))).toMatchObject({ difference: 0 })
  })

  it.each(CLOSING)('while it is closed, %s, finds it counted', async (_, cut) => {
    const shop = await openTill({ devices: { ...NO_DEVICES, printer: readyPrinter() } })
    const session = count(shop, FLOAT)
    const before = [shop.store.journal.head(), shop.store.tills.waiting()]
    cut(shop, power)
    const command = v7()
    expect(() => writeZ(shop, session, { command })).toThrow('power')
    const again = shop.reopen()
    expect([again.store.journal.head(), again.store.tills.waiting()]).toEqual(before)
    expect(again.store.printJobs.next()).toBeUndefined()
    expect(value(writeZ(again, session, { command }))).toMatchObject({ difference: 0, z: 1 })
  })

  it('after the commit finds it closed, with its Z still to be printed', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    value(close(shop, FLOAT))
    const again = shop.reopen()
    expect(again.store.tills.current()).toBeUndefined()
    expect(again.store.printJobs.open()).toMatchObject([{ kind: 'close-slip', state: 'held' }])
  })
})

describe('after the till is closed', () => {
  it('a slip comes out that says what was expected, counted and missing', async () => {
    const printer = readyPrinter()
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    value(close(shop, FLOAT - 200))
    await expect.poll(() => printer.printed).toHaveLength(1)
    const rows = printer.printed[0]!.document.elements.flatMap((element) =>
      element.kind === 'row' ? [`${element.start} ${element.end}`] : [],
    )
    expect(rows).toEqual(
      expect.arrayContaining(['Float 100.00', 'Expected in the drawer €100.00', 'Counted €98.00']),
    )
    expect(rows).toContain('SHORT €2.00')
  })

  it('a backup is asked for, once, and only when it is closed', async () => {
    const asked: BackupReason[] = []
    const backups = {
      ask: (reason: BackupReason) => void asked.push(reason),
      newest: () => undefined,
      failure: () => undefined,
      onChange: () => () => undefined,
    }
    const shop = await openTill({ backups })
    await scan(shop, MILK.gtin)
    close(shop, FLOAT)
    expect(asked).toEqual([])
    await payCash(shop, 1_000)
    close(shop, FLOAT)
    close(shop, FLOAT)
    expect(asked).toEqual(['till-closed'])
  })
})

import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import type { BackupReason } from '../../src/ports/backup.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  kinds,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  pendingEvents,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

const close = ({ terminal }: Shop, counted: number, command = v7()) =>
  terminal.till.close({ command, counted: minor(counted) })

async function sell(shop: Shop, gtin = MILK.gtin): Promise<void> {
  await scan(shop, gtin)
  await payCash(shop, 1_000)
}

describe('closing the till', () => {
  it.each([
    ['exactly', FLOAT + 2 * MILK.price, 0],
    ['too much', FLOAT + 2 * MILK.price + 50, 50],
    ['too little', FLOAT, -2 * MILK.price],
  ])('tells what was expected once it was counted: %s', async (_, counted, difference) => {
    const shop = await openTill()
    const { id: session, openedAt } = shop.store.tills.current()!
    await sell(shop)
    await sell(shop)
    const closedAt = shop.clock.now()
    const expected = FLOAT + 2 * MILK.price
    const body = { session, expected, counted, difference, sales: 2 }
    const extras = { z: 1, foreign: [], tips: 0 }
    expect(value(close(shop, counted))).toEqual({
      ...{ ...body, ...extras, openedAt, closedAt, float: FLOAT },
    })
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'session-closed', session, body: { ...body, currency: 'EUR' } },
    })
    expect(shop.store.tills.current()).toBeUndefined()
  })

  it('counts the cash of its own session only, and no cards', async () => {
    const devices = { ...NO_DEVICES, payment: paymentTerminal(approve) }
    const shop = await openTill({ devices })
    await sell(shop)
    value(close(shop, 0))
    value(shop.terminal.till.open({ command: v7(), float: minor(5_000) }))
    await scan(shop, BREAD.gtin)
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(value(close(shop, 5_000))).toMatchObject({ sales: 1, expected: 5_000, difference: 0 })
  })

  it('leaves the till closed until the next session begins with its float', async () => {
    const shop = await openTill()
    const events = shop.terminal.watch()
    await pendingEvents(events)
    value(close(shop, FLOAT))
    expect(await pendingEvents(events)).toMatchObject([
      { kind: 'status', status: { till: null, person: { role: 'manager' } } },
    ])
    expect(code(await shop.terminal.draft.add(milk()))).toBe('till-closed')
    expect(code(close(shop, FLOAT))).toBe('till-closed')
    value(shop.terminal.till.open({ command: v7(), float: minor(100) }))
    expect(shop.store.tills.current()).toMatchObject({ float: 100 })
  })

  it('waits for a cart that holds anything, and for a payment without an end', async () => {
    const lost = paymentTerminal(() => ({ state: 'unknown', reason: 'gone' }))
    const shop = await openTill({ devices: { ...NO_DEVICES, payment: lost } })
    await scan(shop, MILK.gtin)
    expect(code(close(shop, FLOAT))).toBe('draft-open')
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(code(close(shop, FLOAT))).toBe('payment-unknown')
    const answer = Promise.withResolvers<never>()
    Object.assign(lost, { inquire: () => answer.promise })
    const asked = shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(close(shop, FLOAT))).toBe('payment-pending')
    answer.reject(new Error('gone'))
    await asked
    expect(shop.store.tills.current()).toBeDefined()
    expect(kinds(shop)).not.toContain('session-closed')
  })

  it('keeps what was taken out of a cart that is empty now, in its session', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const [line] = value(shop.terminal.draft.current()).lines
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: line!.id }))
    value(close(shop, FLOAT))
    const [abandoned, closed] = entries(shop).slice(-2)
    expect(abandoned).toMatchObject({ kind: 'cart-abandoned', session: closed!.session })
    expect(abandoned!.body['removals']).toHaveLength(1)
    expect(closed).toMatchObject({ kind: 'session-closed', body: { sales: 0 } })
  })

  it('answers the same to the same command, also after a crash, and closes once', async () => {
    const shop = await openTill()
    const command = v7()
    const first = value(close(shop, 1, command))
    expect(value(close(shop, 2, command))).toEqual(first)
    const again = shop.reopen()
    expect(value(close(again, 3, command))).toEqual(first)
    expect(kinds(again).filter((kind) => kind === 'session-closed')).toHaveLength(1)
  })

  it('is final in the tables: no second close, and no cash that comes late', async () => {
    const shop = await openTill()
    const { id } = shop.store.tills.current()!
    value(close(shop, FLOAT))
    const sums = { expected: minor(0), counted: minor(0) }
    const closing = { closedAt: 1, closedBy: id, entry: id, z: 9, ...sums }
    expect(() => shop.store.tills.close(id, closing)).toThrow('no open till session')
    const database = new Database(shop.file)
    expect(() => database.exec('UPDATE till_session SET counted = 1')).toThrow('closed for good')
    const late = database.prepare(
      "INSERT INTO till_cash (session, kind, amount) VALUES (?, 'tender', 100)",
    )
    expect(() => late.run(id)).toThrow('its session is closed')
    database.close()
  })

  it('refuses a count below nothing', async () => {
    const shop = await openTill()
    expect(code(close(shop, -1))).toBe('limit-amount')
  })

  it('keeps a refusal of who may not, and lets a supervisor do it', async () => {
    const shop = await openTill({}, 'cashier')
    expect(code(close(shop, FLOAT))).toBe('not-permitted')
    await signIn(shop, 'supervisor')
    expect(code(close(shop, FLOAT))).toBe('ok')
  })
})

describe('a power cut while the till is closed', () => {
  /** The store's steps of a close, in their order; the process dies in each. */
  const STEPS: readonly [name: string, cut: (shop: Shop, die: () => never) => void][] = [
    ['at the entry', ({ store }, die) => void Object.assign(store.journal, { append: die })],
    ['at the session', ({ store }, die) => void Object.assign(store.tills, { close: die })],
    ['at the slip', ({ store }, die) => void Object.assign(store.printJobs, { add: die })],
    ['at the answer', ({ store }, die) => void Object.assign(store.commands, { remember: die })],
  ]

  it.each(STEPS)('%s finds the till open, as it was', async (_, cut) => {
    const shop = await openTill({ devices: { ...NO_DEVICES, printer: readyPrinter() } })
    const before = [shop.store.journal.head(), shop.store.tills.current()]
    cut(shop, () => {
      throw new Error('power')
    })
    const command = v7()
    expect(() => close(shop, FLOAT, command)).toThrow('power')
    const again = shop.reopen()
    expect([again.store.journal.head(), again.store.tills.current()]).toEqual(before)
    expect(again.store.printJobs.next()).toBeUndefined()
    expect(value(close(again, FLOAT, command))).toMatchObject({ difference: 0 })
  })

  it('after the commit finds it closed, with the slip still to be printed', async () => {
    const printer = readyPrinter()
    printer.become('offline')
    printer.answer = () => ({ state: 'held', condition: 'offline' })
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    value(close(shop, FLOAT))
    const again = shop.reopen()
    expect(again.store.tills.current()).toBeUndefined()
    expect(again.store.printJobs.next()).toMatchObject({ kind: 'close-slip', sale: null })
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

function milk() {
  return { command: v7(), variant: MILK.variant, barcode: null, quantity: 1000 as never }
}

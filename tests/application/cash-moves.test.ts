import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { CashMoveKind } from '../../src/domain/till/cash-move.ts'
import { minor } from '../../src/domain/money.ts'
import type { StoreSettings } from '../../src/domain/settings.ts'
import { readyPrinter } from './devices.ts'
import {
  closeTill,
  code,
  entries,
  grant,
  NO_DEVICES,
  openTill,
  PEOPLE,
  PINS,
  present,
  pull,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const FLOAT = 10_000

function move(shop: Shop, kind: CashMoveKind, amount: number, more: object = {}) {
  const wanted = { kind, currency: null, amount: minor(amount), reason: 'change' }
  return shop.terminal.till.moveCash({ command: v7(), ...wanted, ...more })
}

function decide(shop: Shop, rules: Partial<StoreSettings>): void {
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...rules })
}

const expected = ({ store }: Shop) => store.tills.expectedCash(store.tills.current()!.id)

describe('cash that moves without a sale', () => {
  it.each([
    ['paid-in', FLOAT + 250],
    ['paid-out', FLOAT - 250],
    ['safe-drop', FLOAT - 250],
    ['tips-paid-out', FLOAT - 250],
  ] as const)(
    '%s: what the drawer should hold follows, and the entry says why',
    async (kind, there) => {
      const shop = await openTill()
      const moved = value(move(shop, kind, 250, { note: 'for the market' }))
      expect(expected(shop)).toBe(there)
      expect(moved).toMatchObject({ kind, amount: 250, currency: 'EUR', person: 'The manager' })
      const session = shop.store.tills.current()!.id
      const said = { kind, session, currency: 'EUR', amount: 250, reason: 'change' }
      expect(entries(shop).at(-1)).toMatchObject({
        ...{ kind: 'cash-moved', session, actor: PEOPLE.manager },
        body: { move: moved.move, ...said, note: 'for the market' },
      })
      expect(value(shop.terminal.till.moves())).toEqual([moved])
    },
  )

  it('opens the drawer and prints a slip that both sign', async () => {
    const printer = readyPrinter()
    const shop = await openTill({ devices: { ...NO_DEVICES, printer } })
    value(move(shop, 'safe-drop', 5_000))
    await expect.poll(() => printer.done.length).toBe(2)
    expect(printer.done).toContain('drawer')
    const texts = printer.printed[0]!.document.elements.flatMap((element) =>
      element.kind === 'text' ? [element.text] : [],
    )
    expect(texts).toEqual(expect.arrayContaining(['TO THE SAFE', 'Given by', 'Received by']))
  })

  it('asks a second person beyond the amount that a role may move alone', async () => {
    const shop = await openTill({}, 'cashier')
    grant(shop, 'cashier', 'pay-out', { kind: 'approval', within: { amount: minor(2_000) } })
    expect(code(move(shop, 'paid-out', 2_001))).toBe('approval-needed')
    const approval = { staff: PEOPLE.supervisor, pin: PINS.supervisor }
    const wanted = { kind: 'paid-out', currency: null, amount: minor(2_001) } as const
    const asked = { command: v7(), ...wanted, reason: 'window cleaner', approval }
    value(await shop.terminal.doGuarded(asked, (input) => shop.terminal.till.moveCash(input)))
    expect(entries(shop).slice(-2)).toMatchObject([
      { kind: 'act-approved', body: { permission: 'pay-out', extent: { amount: 2_001 } } },
      { kind: 'cash-moved', approver: PEOPLE.supervisor },
    ])
  })

  it('adds up what a person moves bit by bit until the session ends', async () => {
    const shop = await openTill({}, 'cashier')
    const within = { amount: minor(2_000) }
    for (const permission of ['pay-in', 'pay-out', 'drop-cash'] as const) {
      grant(shop, 'cashier', permission, { kind: 'approval', within })
    }
    grant(shop, 'supervisor', 'pay-out', { kind: 'approval', within })
    for (const kind of ['paid-in', 'safe-drop', 'paid-out'] as const) {
      expect(code(move(shop, kind, 1_500))).toBe('ok')
      expect(move(shop, kind, 501)).toMatchObject({ failure: { details: { amount: 2_001 } } })
    }
    // Tips are paid out too; another person has moved nothing yet.
    expect(code(move(shop, 'tips-paid-out', 501))).toBe('approval-needed')
    expect(code(move(shop, 'tips-paid-out', 500))).toBe('ok')
    await signIn(shop, 'supervisor')
    expect(code(move(shop, 'paid-out', 2_000))).toBe('ok')
    value(closeTill(shop, expected(shop)))
    await signIn(shop, 'cashier')
    value(shop.terminal.till.open({ command: v7(), float: minor(FLOAT) }))
    expect(code(move(shop, 'paid-out', 2_000))).toBe('ok')
  })

  it('counts other money in its own currency, beyond every limit set in the store’s', async () => {
    const shop = await openTill()
    const francs = { currency: 'CHF', rate: 1_073_100, date: '2026-11-26', denominations: [] }
    expect(code(move(shop, 'paid-in', 100, { currency: 'CHF' }))).toBe('currency-not-taken')
    decide(shop, { foreignCash: [francs] })
    value(move(shop, 'paid-in', 100, { currency: 'CHF' }))
    const { id } = shop.store.tills.current()!
    expect(expected(shop)).toBe(FLOAT)
    expect(shop.store.tills.expectedForeign(id)).toEqual(new Map([['CHF', 100]]))
    grant(shop, 'cashier', 'drop-cash', { kind: 'approval', within: { amount: minor(99_999) } })
    await signIn(shop, 'cashier')
    expect(code(move(shop, 'safe-drop', 100, { currency: 'CHF' }))).toBe('approval-needed')
  })

  it('takes one of the store’s reasons where it lists them, else any words', async () => {
    const shop = await openTill()
    decide(shop, { till: { reasons: { 'paid-out': ['Window cleaner', 'Postage'] } } })
    expect(code(move(shop, 'paid-out', 100))).toBe('reason-unknown')
    expect(code(move(shop, 'paid-out', 100, { reason: 'Postage' }))).toBe('ok')
    expect(code(move(shop, 'paid-in', 100))).toBe('ok')
  })

  it('refuses nothing and less, and never tells what the drawer holds', async () => {
    const shop = await openTill()
    expect(code(move(shop, 'paid-out', 0))).toBe('limit-amount')
    expect(code(move(shop, 'paid-out', -5))).toBe('limit-amount')
    // More than can be there: who counts it blind must not learn it by trying.
    expect(code(move(shop, 'paid-out', FLOAT + 1))).toBe('ok')
  })

  it('moves once for a command that is asked twice, also after a crash', async () => {
    const shop = await openTill()
    const command = v7()
    const first = value(move(shop, 'paid-in', 100, { command }))
    const again = shop.reopen()
    expect(value(move(again, 'paid-in', 100, { command }))).toEqual(first)
    expect(expected(again)).toBe(FLOAT + 100)
  })

  it('stays in the tables as it was', async () => {
    const shop = await openTill()
    value(move(shop, 'paid-in', 100))
    const database = new Database(shop.file)
    expect(() => database.exec('UPDATE cash_move SET effect = 1')).toThrow('stays as it was')
    database.close()
  })
})

describe('the float', () => {
  it('keeps the notes and coins that it is made of, and only where they make it', async () => {
    const shop = await openTill()
    value(closeTill(shop, FLOAT))
    const pieces = [
      { value: minor(1_000), count: 4 },
      { value: minor(200), count: 5 },
    ]
    const open = (float: number) =>
      shop.terminal.till.open({ command: v7(), float: minor(float), pieces })
    expect(code(open(5_001))).toBe('pieces-wrong')
    expect(code(open(5_000))).toBe('ok')
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'session-opened', body: { pieces } })
  })
})

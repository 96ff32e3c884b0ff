import { v7 } from 'uuid'
import { describe, expect, it, vi } from 'vitest'
import type { SheetView } from '../../src/contract/terminal/stock.ts'
import { levelId } from '../../src/domain/catalogue/stock.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces, quantity } from '../../src/domain/quantity.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { testScanner } from './devices.ts'
import { START } from '../store/terminal.ts'
import {
  code,
  entries,
  grant,
  MILK,
  MILK_BOX,
  NO_DEVICES,
  openTill,
  present,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const kind = 'adjustment'
const beep = ({ terminal }: Shop, text: string) =>
  value(terminal.stock.scan({ command: v7(), kind, text, symbology: null }))
const sheetOf = ({ terminal }: Shop) => value(terminal.stock.sheet({ kind }))
const seen = ({ sheet, version }: SheetView) => ({ command: v7(), sheet, version })
/** So many pieces of it lie on the shelf, as the backend told. */
const shelve = ({ store }: Shop, item: string, count: number) => {
  const location = present(store.settings.store()).location
  const level = { id: levelId(location, item), kind: 'level', location, item }
  const amounts = { onHand: count * 1000, reserved: 0, available: count * 1000, contains: {} }
  store.transaction(() => store.documents.of('stock').append({ ...level, ...amounts }, START))
}
const adjust = (shop: Shop, reason: 'damaged' | 'found') =>
  shop.terminal.stock.adjust({ ...seen(sheetOf(shop)), reason, note: 'Pallet' })
const shelf = ({ terminal }: Shop) =>
  value(terminal.catalogue.search({ text: 'milk' })).find((each) => each.variant === MILK.variant)
const booked = (shop: Shop) => entries(shop).filter((entry) => entry.kind === 'stock-adjusted')

describe('a sheet', () => {
  it('grows by each beep, a box by its pieces, and outlives the core', async () => {
    const shop = await openTill()
    expect(beep(shop, MILK.gtin)).toMatchObject({ outcome: 'written' })
    beep(shop, MILK_BOX.gtin)
    expect(beep(shop, '4099999999996')).toEqual({ outcome: 'unknown', text: '4099999999996' })
    const again = shop.reopen()
    const [line, ...others] = sheetOf(again).lines
    expect(others).toEqual([])
    expect(line).toMatchObject({ name: 'Milk', quantity: 7000 })
    expect(booked(again)).toEqual([])
  })

  it('is changed by whoever saw it as it is, in whole pieces above zero', async () => {
    const shop = await openTill()
    beep(shop, MILK.gtin)
    const { terminal } = shop
    const before = sheetOf(shop)
    const line = before.lines[0]!.id
    const set = (view: SheetView, amount: number) =>
      terminal.stock.set({ ...seen(view), kind, line, quantity: quantity(amount) })
    expect(value(set(before, 4000)).lines[0]).toMatchObject({ quantity: 4000 })
    expect(code(set(before, 5000))).toBe('sheet-changed')
    expect(code(set(sheetOf(shop), 500))).toBe('quantity-whole')
    expect(code(set(sheetOf(shop), 0))).toBe('limit-amount')
    const struck = value(terminal.stock.strike({ ...seen(sheetOf(shop)), kind, line }))
    expect(struck.lines).toEqual([])
    expect(code(adjust(shop, 'damaged'))).toBe('sheet-empty')
    beep(shop, MILK.gtin)
    expect(value(terminal.stock.discard({ ...seen(sheetOf(shop)), kind })).lines).toEqual([])
  })
})

describe('a scanner that the core reads', () => {
  it('writes on the sheet while a screen works on it, and rings up before and after', async () => {
    const scanner = testScanner()
    const scanners = [{ kind: 'serial' as const, scanner }]
    const shop = await openTill({ devices: { ...NO_DEVICES, scanners } })
    const { terminal } = shop
    const rung = () => value(terminal.draft.current()).lines.map((line) => line.quantity)
    scanner.scan(MILK.gtin)
    await vi.waitFor(() => expect(rung()).toEqual([1000]))
    const beeps = terminal.stock.follow({ kind })
    scanner.scan(MILK_BOX.gtin)
    scanner.scan('4099999999996')
    expect(await beeps.next()).toMatchObject({ outcome: 'written' })
    expect(await beeps.next()).toMatchObject({ outcome: 'unknown' })
    expect(sheetOf(shop).lines).toMatchObject([{ quantity: 6000 }])
    beeps.close()
    expect(await beeps.next()).toBe(undefined)
    scanner.scan(MILK.gtin)
    await vi.waitFor(() => expect(rung()).toEqual([2000]))
  })

  it('is heard by a screen without a cart, and rings up nothing that nobody sees', async () => {
    const scanner = testScanner()
    const scanners = [{ kind: 'serial' as const, scanner }]
    const shop = await openTill({ devices: { ...NO_DEVICES, scanners } })
    const { terminal } = shop
    const heard = terminal.scanner.follow({ of: 'codes' })
    scanner.scan(MILK.gtin)
    scanner.scan('T1-1-000123')
    expect(await heard.next()).toEqual({ kind: 'code', text: MILK.gtin })
    expect(await heard.next()).toEqual({ kind: 'code', text: 'T1-1-000123' })
    heard.close()
    scanner.scan(MILK_BOX.gtin)
    const rung = () => value(terminal.draft.current()).lines.map((line) => line.quantity)
    await vi.waitFor(() => expect(rung()).toEqual([6000]))
  })
})

describe('an adjustment', () => {
  it('takes off the shelf what is damaged, puts there what was found, and verifies', async () => {
    const shop = await openTill()
    shelve(shop, MILK.item, 10)
    beep(shop, MILK.gtin)
    beep(shop, MILK.gtin)
    expect(value(adjust(shop, 'damaged')).lines).toEqual([])
    expect(shelf(shop)!.onHand).toBe(8000)
    beep(shop, MILK_BOX.gtin)
    value(adjust(shop, 'found'))
    expect(shelf(shop)!.onHand).toBe(14_000)
    expect(booked(shop).map(({ body }) => body)).toMatchObject([
      { reason: 'damaged', note: 'Pallet', worth: 2 * MILK.price, lines: [{ quantity: 2000 }] },
      { reason: 'found', movements: [{ item: MILK.item, quantity: 6000 }] },
    ])
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  it('is booked once, however often its command is sent', async () => {
    const shop = await openTill()
    beep(shop, MILK.gtin)
    const input = { ...seen(sheetOf(shop)), reason: 'stolen' } as const
    value(shop.terminal.stock.adjust(input))
    expect(value(shop.terminal.stock.adjust(input)).lines).toEqual([])
    expect(booked(shop)).toHaveLength(1)
  })

  it('needs a second person beyond what its goods may be worth', async () => {
    const shop = await openTill()
    const within = { amount: minor(2 * MILK.price) }
    grant(shop, 'cashier', 'adjust-stock', { kind: 'approval', within })
    await signIn(shop, 'cashier')
    const { sheet } = sheetOf(shop)
    const goods = { kind, variant: MILK.variant, barcode: null } as const
    value(shop.terminal.stock.put({ command: v7(), ...goods }))
    const { id: line } = sheetOf(shop).lines[0]!
    const three = { ...seen(sheetOf(shop)), kind, line, quantity: pieces(3) } as const
    value(shop.terminal.stock.set(three))
    expect(sheetOf(shop)).toMatchObject({ worth: 3 * MILK.price })
    expect(sheetOf(shop).sheet).not.toBe(sheet)
    expect(code(adjust(shop, 'damaged'))).toBe('approval-needed')
    expect(sheetOf(shop).lines).toHaveLength(1)
  })

  it('adds up what a person adjusts bit by bit since the till was opened', async () => {
    const shop = await openTill()
    const within = { amount: minor(2 * MILK.price) }
    grant(shop, 'cashier', 'adjust-stock', { kind: 'approval', within })
    beep(shop, MILK.gtin)
    value(adjust(shop, 'damaged'))
    await signIn(shop, 'cashier')
    for (const end of ['ok', 'ok', 'approval-needed']) {
      beep(shop, MILK.gtin)
      expect(code(adjust(shop, 'damaged'))).toBe(end)
    }
  })
})

import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { unitPrice } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { START } from '../store/terminal.ts'
import {
  BREAD,
  code,
  entries,
  HAMPER,
  MILK,
  MILK_BOX,
  openTill,
  present,
  LIST,
  pull,
  signIn,
  UNPRICED,
  value,
  type Shop,
} from './shop.ts'

const kind = 'receipt'
const STRANGE = '04099999999996'
const beep = ({ terminal }: Shop, text: string) =>
  value(terminal.stock.scan({ command: v7(), kind, text, symbology: null }))
const sheetOf = ({ terminal }: Shop) => value(terminal.stock.sheet({ kind }))
const seen = (shop: Shop) => {
  const { sheet, version } = sheetOf(shop)
  return { command: v7(), sheet, version }
}
const cost = (shop: Shop, name: string, amount: number) => {
  const line = sheetOf(shop).lines.find((each) => each.name === name)!.id
  const said = { ...seen(shop), kind, line, cost: unitPrice(amount) } as const
  return shop.terminal.stock.setCost(said)
}
const received = (shop: Shop) =>
  entries(shop).flatMap(({ kind: of, body }) => (of === 'goods-received' ? [body] : []))

describe('goods that are received', () => {
  it('go on the shelf with what they cost, and a code that nothing carries is kept', async () => {
    const shop = await openTill()
    beep(shop, MILK_BOX.gtin)
    beep(shop, MILK.gtin)
    expect(beep(shop, STRANGE)).toMatchObject({ outcome: 'noted', text: STRANGE })
    expect(beep(shop, STRANGE)).toMatchObject({ outcome: 'noted' })
    value(cost(shop, 'Milk', 800_000))
    const named = { supplier: 'Dairy', note: 'LS 77' }
    value(shop.terminal.stock.receive({ ...seen(shop), ...named }))
    expect(received(shop)).toMatchObject([
      {
        ...named,
        lines: [
          { name: 'Milk', quantity: 7000, cost: 800_000 },
          { variant: null, code: STRANGE, quantity: 2000 },
        ],
        costs: [{ item: MILK.item, cost: 800_000 }],
        movements: [{ item: MILK.item, quantity: 7000 }],
      },
    ])
    expect(sheetOf(shop).lines).toEqual([])
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  it('say nothing of what one item costs where they are made of several', async () => {
    const shop = await openTill()
    beep(shop, HAMPER.gtin)
    value(cost(shop, 'Hamper', 5_000_000))
    value(shop.terminal.stock.receive(seen(shop)))
    expect(received(shop)).toMatchObject([{ costs: [], lines: [{ cost: 5_000_000 }] }])
  })

  it('show what they cost to nobody who may not see it', async () => {
    const shop = await openTill()
    beep(shop, MILK.gtin)
    value(cost(shop, 'Milk', 800_000))
    expect(sheetOf(shop)).toMatchObject({ showsCosts: true, lines: [{ cost: 800_000 }] })
    await signIn(shop, 'supervisor')
    expect(sheetOf(shop)).toMatchObject({ showsCosts: false, lines: [{ cost: null }] })
    expect(code(cost(shop, 'Milk', 900_000))).toBe('not-permitted')
    value(shop.terminal.stock.receive(seen(shop)))
    expect(received(shop)).toMatchObject([{ costs: [{ cost: 800_000 }] }])
  })
})

const ORDER = v7()

/** Ten milks and a bread were ordered, and two of the milks had come when this was pulled. */
function ordered({ store }: Shop): void {
  const line = (item: string, name: string, count: number, received: number) => ({
    ...{ item, name, sku: '', unit: 'piece', ordered: count * 1000, received: received * 1000 },
    cost: 700_000,
  })
  const order = {
    ...{ id: ORDER, kind: 'purchase-order', number: 'PO-0001', supplier: 'Dairy' },
    reference: 'AB 4711',
    ...{ orderedAt: START, state: 'open', contains: {} },
    lines: [line(MILK.item, 'Milk', 10, 2), line(BREAD.item, 'Bread', 1, 0)],
  }
  store.transaction(() => store.documents.of('stock').append(order, START))
}

describe('a delivery of an order', () => {
  const receive = (shop: Shop, more: { note?: string } = {}) =>
    shop.terminal.stock.receive({ ...seen(shop), ...more })
  const ofOrder = ({ terminal }: Shop) =>
    value(terminal.stock.ofOrder({ command: v7(), order: ORDER }))
  const came = (shop: Shop) => ofOrder(shop).order!.lines.map((line) => line.came)

  it('leaves it open until all has come, here or elsewhere, and costs what it says', async () => {
    const shop = await openTill()
    ordered(shop)
    const listed = () => value(shop.terminal.stock.orders())
    expect(listed()).toMatchObject([{ number: 'PO-0001', complete: 0, lines: 2 }])
    ofOrder(shop)
    beep(shop, MILK_BOX.gtin)
    expect(sheetOf(shop).order).toMatchObject({ isOver: false, lines: [{ here: 6000 }, {}] })
    value(receive(shop))
    expect(received(shop)).toMatchObject([{ order: ORDER, costs: [{ cost: 700_000 }] }])
    expect(came(shop)).toEqual([8000, 0])
    beep(shop, BREAD.gtin)
    beep(shop, MILK.gtin)
    beep(shop, MILK.gtin)
    value(receive(shop))
    expect(listed()).toEqual([])
    const again = shop.reopen()
    expect(value(again.terminal.stock.orders())).toEqual([])
    const found = await verifyDatabase(again.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  const numbered = ({ store }: Shop, id: string, supplierNumber: string) => {
    const goods = store.catalogue.byVariant(id, LIST, START)
    return goods && { ...goods.variant, supplierNumber }
  }

  it('is found by the supplier’s number, and its goods by theirs', async () => {
    const shop = await openTill()
    ordered(shop)
    const called = (variant: string, supplierNumber: string) =>
      pull(shop, 'catalogue', present(numbered(shop, variant, supplierNumber)))
    called(MILK.variant, 'MI-200')
    called(HAMPER.variant, 'mi-200')
    called(BREAD.variant, '778812')
    expect(beep(shop, 'MI-200')).toMatchObject({ outcome: 'choose' })
    expect(beep(shop, 'ab4711')).toMatchObject({
      outcome: 'ordered',
      sheet: { order: { order: ORDER, reference: 'AB 4711' }, lines: [] },
    })
    expect(beep(shop, 'mi-200')).toMatchObject({ outcome: 'written', sheet: { lines: [{}] } })
    expect(beep(shop, '778812')).toMatchObject({ outcome: 'written' })
    expect(sheetOf(shop).lines).toMatchObject([{ name: 'Milk' }, { name: 'Bread' }])
    expect(sheetOf(shop).order?.lines).toMatchObject([
      { supplierNumber: 'MI-200', here: 1000 },
      { supplierNumber: '778812', here: 1000 },
    ])
    expect(beep(shop, 'AB 4711')).toMatchObject({ outcome: 'unknown' })
    const found = value(shop.terminal.catalogue.search({ text: '7788' }))
    expect(found).toMatchObject([{ name: 'Bread' }])
    expect(value(shop.terminal.stock.orders())).toMatchObject([{ reference: 'AB 4711' }])
    const adjusting = { command: v7(), kind: 'adjustment', symbology: null } as const
    expect(value(shop.terminal.stock.scan({ ...adjusting, text: 'MI-200' }))).toMatchObject({
      outcome: 'unknown',
    })
  })

  it('may bring more than was ordered, and what was not, with a word', async () => {
    const shop = await openTill()
    ordered(shop)
    ofOrder(shop)
    beep(shop, UNPRICED.gtin)
    expect(sheetOf(shop).order).toMatchObject({ isOver: true, lines: [{}, {}, { here: 1000 }] })
    expect(code(receive(shop))).toBe('receipt-over')
    value(receive(shop, { note: 'A gift' }))
    const unknown = { command: v7(), order: v7() }
    expect(code(shop.terminal.stock.ofOrder(unknown))).toBe('order-unknown')
  })
})

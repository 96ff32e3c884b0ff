import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { levelId } from '../../src/domain/catalogue/stock.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { START } from '../store/terminal.ts'
import { code, entries, HAMPER, LOCATION, MILK, openTill, pull, value, type Shop } from './shop.ts'

const OTHER = { id: v7(), name: 'Market hall' }

async function shopOfTwo(): Promise<Shop> {
  const shop = await openTill()
  pull(shop, 'settings', { ...shop.store.settings.store()!, ...{ otherStores: [OTHER] } })
  return shop
}

const beep = ({ terminal }: Shop, kind: 'transfer' | 'receipt', text: string) =>
  value(terminal.stock.scan({ command: v7(), kind, text, symbology: null }))
const seen = ({ terminal }: Shop, kind: 'transfer' | 'receipt') => {
  const { sheet, version } = value(terminal.stock.sheet({ kind }))
  return { command: v7(), sheet, version }
}
const send = (shop: Shop, to = OTHER.id) =>
  shop.terminal.stock.send({ ...seen(shop, 'transfer'), to, note: 'With Bilal' })
const sent = (shop: Shop) =>
  entries(shop).flatMap(({ kind, body }) => (kind === 'transfer-sent' ? [body] : []))

describe('goods for another store', () => {
  it('leave this shelf with a number of their own, and the books add up', async () => {
    const shop = await shopOfTwo()
    const level = {
      ...{ id: levelId(LOCATION, MILK.item), kind: 'level', location: LOCATION, item: MILK.item },
      ...{ onHand: 10_000, reserved: 0, available: 10_000, contains: {} },
    }
    shop.store.transaction(() => shop.store.documents.of('stock').append(level, START))
    for (const gtin of [MILK.gtin, MILK.gtin, HAMPER.gtin]) beep(shop, 'transfer', gtin)
    expect(value(send(shop)).lines).toEqual([])
    beep(shop, 'transfer', MILK.gtin)
    value(send(shop))
    expect(sent(shop)).toMatchObject([
      {
        ...{ number: 1, name: 'TR-T1-1-000001', to: OTHER.id, note: 'With Bilal' },
        lines: [{ name: 'Milk', quantity: 2000 }, { name: 'Hamper' }],
        movements: [{ item: MILK.item, location: LOCATION, quantity: -3000 }, { quantity: -2000 }],
      },
      { number: 2, name: 'TR-T1-1-000002' },
    ])
    const after = value(shop.terminal.catalogue.search({ text: 'Milk' }))[0]?.onHand
    expect(after).toBe(6000)
    const found = await verifyDatabase(shop.file, { check: 'full' })
    expect(found).toMatchObject({ broken: undefined })
  })

  it('go to a store that the shop has, and not without goods', async () => {
    const shop = await shopOfTwo()
    expect(code(send(shop))).toBe('sheet-changed')
    beep(shop, 'transfer', MILK.gtin)
    expect(code(send(shop, v7()))).toBe('store-unknown')
    expect(sent(shop)).toEqual([])
    expect(beep(shop, 'transfer', '4012345678901')).toMatchObject({ outcome: 'unknown' })
  })
})

describe('goods that another store sent', () => {
  it('are shown as to come, received against, and short until all are in', async () => {
    const shop = await openTill()
    const line = { item: MILK.item, name: 'Milk', sku: '', unit: 'piece' }
    const order = {
      ...{ id: v7(), kind: 'purchase-order', number: 'TR-T7-1-000004', supplier: OTHER.name },
      ...{ sentFrom: OTHER.id, orderedAt: START, state: 'open', contains: {} },
      lines: [{ ...line, ordered: 3000, received: 0 }],
    }
    shop.store.transaction(() => shop.store.documents.of('stock').append(order, START))
    expect(value(shop.terminal.stock.orders())).toMatchObject([
      { number: 'TR-T7-1-000004', supplier: 'Market hall', isTransfer: true },
    ])
    value(shop.terminal.stock.ofOrder({ command: v7(), order: order.id }))
    beep(shop, 'receipt', MILK.gtin)
    const { lines } = value(shop.terminal.stock.sheet({ kind: 'receipt' }))
    expect(lines).toMatchObject([{ name: 'Milk', incoming: 3000 }])
    value(shop.terminal.stock.receive(seen(shop, 'receipt')))
    expect(shop.store.stockWork.order(order.id)?.lines).toMatchObject([
      { ordered: 3000, received: 1000 },
    ])
    expect(value(shop.terminal.stock.orders())).toHaveLength(1)

    const item = { ...line, id: MILK.item, kind: 'item', cost: unitPrice(500_000) }
    shop.store.transaction(() => shop.store.documents.of('catalogue').append(item, START))
    const reason = 'The box was open'
    const close = { command: v7(), order: order.id, reason }
    expect(value(shop.terminal.stock.closeOrder(close)).order).toBeNull()
    expect(value(shop.terminal.stock.orders())).toEqual([])
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'order-closed', body: { order: order.id, number: order.number, reason } },
    })
    const writtenOff = { quantity: 2000, worth: 2 * MILK.price, cost: 100 }
    expect(entries(shop).at(-1)?.body['writtenOff']).toEqual({
      ...{
        currency: 'EUR',
        lines: [{ item: MILK.item, name: 'Milk', unit: 'piece', ...writtenOff }],
      },
    })
    const asked = { command: v7(), period: null }
    const { parts } = value(await shop.terminal.reports.dashboard(asked))
    expect(parts['stock-lost']).toMatchObject([
      { key: 'not-arrived', count: 1, quantity: 2000, amount: 2 * MILK.price, cost: 100 },
    ])
    const of = { command: v7(), subject: 'stock', text: '', before: null } as const
    expect(value(await shop.terminal.journal.search(of)).rows[0]).toMatchObject({
      ...{ about: order.number, amount: { currency: 'EUR', minor: 2 * MILK.price } },
    })
    expect(code(shop.terminal.stock.closeOrder({ ...close, command: v7() }))).toBe('order-unknown')
  })
})

describe('what this store sent', () => {
  it('is told with what became of it, the newest first', async () => {
    const shop = await shopOfTwo()
    const line = { item: MILK.item, name: 'Milk', unit: 'piece', sent: 2000 }
    const transfer = (state: 'open' | 'closed', received: number, sentAt: number) => ({
      ...{ id: `${v7()}/sent`, kind: 'transfer', number: 'TR-T1-1-000001', to: OTHER.name },
      ...{ sentAt, state, contains: {}, lines: [{ ...line, received }] },
    })
    const told = [transfer('open', 1000, 1), transfer('closed', 1000, 2), transfer('open', 2000, 3)]
    shop.store.transaction(() => {
      for (const each of told) shop.store.documents.of('stock').append(each, START)
    })
    expect(value(shop.terminal.stock.sent()).map(({ to, state }) => [to, state])).toEqual([
      [OTHER.name, 'complete'],
      [OTHER.name, 'closed'],
      [OTHER.name, 'open'],
    ])
    expect(value(shop.terminal.stock.orders())).toEqual([])
  })
})

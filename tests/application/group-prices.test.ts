import { v7 } from 'uuid'
import { beforeEach, describe, expect, it } from 'vitest'
import type { CustomerPatch } from '../../src/domain/customer/customer.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { priceCart } from '../../src/domain/pricing/engine.ts'
import { NO_PROMOTIONS } from '../../src/domain/pricing/prepare.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { cartOfSale } from '../../src/domain/selling/sale-pricing.ts'
import { id } from '../store/terminal.ts'
import { BREAD, code, draftCommand, entries, MILK, openTill, payCash, present } from './shop.ts'
import { pull, scan, value, type Shop } from './shop.ts'

const TRADE = id(300)
const STAFF = id(301)
const list = (number: number, taxIncluded = true) => ({
  ...{ id: id(number), kind: 'price-list', name: 'Trade', currency: 'EUR', taxIncluded },
})
const price = (number: number, on: string, variant: string, minor: number, from = 0) => ({
  ...{ id: id(number), kind: 'price', variant, list: on, from, to: null },
  unitPrice: minor * 10_000,
})

let shop: Shop
let trade: string
beforeEach(async () => {
  shop = await openTill()
  // Milk is cheaper for the trade and cheapest for the staff; bread is dearer for the trade.
  for (const each of [
    ...[list(310), list(311), price(320, id(310), MILK.variant, 100)],
    ...[price(321, id(310), BREAD.variant, 300), price(322, id(311), MILK.variant, 90)],
  ]) {
    publish(each)
  }
  group([
    { id: TRADE, name: 'Trade', list: id(310) },
    { id: STAFF, name: 'Staff', list: id(311) },
  ])
  trade = member('Trader', [TRADE])
})

function publish(document: { readonly id: string }): void {
  shop.store.transaction(() => shop.store.documents.of('pricing').append(document, 1))
}

function group(customerGroups: readonly object[]): void {
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ customerGroups } })
}
const member = (name: string, groups: string[], card = '') =>
  value(shop.terminal.customers.create({ command: v7(), details: { name, groups, card } })).id
const change = (customer: string, details: CustomerPatch) =>
  shop.terminal.customers.change({ command: v7(), customer, details })
const attach = (customer: string | null) =>
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
const prices = () =>
  value(shop.terminal.draft.current()).lines.map((each) => [each.unitPrice / 10_000, each.rungAt])
const rung = (minor: number) => minor * 10_000

describe('a customer of a group', () => {
  it('pays the lowest of the store’s and the group’s price, before or after the scan', async () => {
    await scan(shop, MILK.gtin)
    attach(trade)
    await scan(shop, BREAD.gtin)
    const told = [
      [100, rung(MILK.price)],
      [BREAD.price, null],
    ]
    expect(prices()).toEqual(told)
    attach(null)
    expect(prices()).toEqual([
      [MILK.price, null],
      [BREAD.price, null],
    ])
    attach(member('Both', [STAFF, TRADE]))
    expect(prices()[0]).toEqual([90, rung(MILK.price)])
    attach(trade)
    expect(prices()).toEqual(told)
  })

  it('pays it however they are named: by their card, or by what they bring back', async () => {
    const card = 'HF-000300'
    const holder = member('Holder', [TRADE], card)
    attach(holder)
    await scan(shop, BREAD.gtin)
    const { receipt } = await payCash(shop, 1000)
    await scan(shop, MILK.gtin)
    await scan(shop, card)
    expect(prices()).toEqual([[100, rung(MILK.price)]])
    attach(null)
    const [sale] = value(
      await shop.terminal.returns.find({ text: receipt, everywhere: false }),
    ).sales
    const why = { reason: 'faulty', condition: 'opened', restock: true } as const
    const line = { line: present(sale?.lines[0]).id, quantity: pieces(1), ...why }
    value(await shop.terminal.returns.put({ command: v7(), sale: present(sale).id, lines: [line] }))
    expect(value(shop.terminal.draft.current()).customer?.id).toBe(holder)
    expect(prices()[0]).toEqual([100, rung(MILK.price)])
  })

  it('pays by their groups as they are now, and no more by any once they are erased', async () => {
    const customer = member('New', [])
    await scan(shop, MILK.gtin)
    attach(customer)
    expect(prices()).toEqual([[MILK.price, null]])
    value(change(customer, { groups: [STAFF] }))
    expect(prices()).toEqual([[90, rung(MILK.price)]])
    value(change(customer, { groups: [] }))
    expect(prices()).toEqual([[MILK.price, null]])
    value(change(customer, { groups: [TRADE] }))
    value(shop.terminal.customers.erase({ command: v7(), customer }))
    expect(prices()).toEqual([[MILK.price, null]])
  })

  it('changes no group and no exemption under the money that is there for the cart', async () => {
    const customer = member('Paying', [TRADE])
    await scan(shop, MILK.gtin)
    attach(customer)
    const part = { tendered: minor(50), currency: null }
    value(await shop.terminal.draft.takeCash({ ...draftCommand(shop), ...part }))
    expect(code(change(customer, { groups: [STAFF] }))).toBe('tenders-taken')
    expect(code(change(customer, { exempt: true }))).toBe('tenders-taken')
    value(change(customer, { phone: '030 1234567' }))
    value(change(trade, { groups: [] }))
    const erased = shop.terminal.customers.erase({ command: v7(), customer })
    expect(code(erased)).toBe('tenders-taken')
    expect(prices()).toEqual([[100, rung(MILK.price)]])
  })

  it('has one line for two of the same, and pays what its entry is priced to again', async () => {
    attach(trade)
    await scan(shop, MILK.gtin)
    await scan(shop, MILK.gtin)
    expect(prices()).toEqual([[100, rung(MILK.price)]])
    const sold = await payCash(shop, 200)
    expect(sold.total).toBe(200)
    const entry = present(entries(shop).find(({ kind }) => kind === 'sale-completed'))
    const body = entry.body as unknown as SaleCompleted
    expect(body.lines[0]).toMatchObject({ unitPrice: rung(100), price: id(320) })
    expect(body.pricing?.groups).toEqual([TRADE])
    const cart = present(cartOfSale(body, { id: id(1), zone: 'Europe/Berlin' }))
    expect(priceCart(cart, NO_PROMOTIONS)).toMatchObject({ total: 200, tax: body.tax })
  })

  it('keeps the price of the scan, whatever comes down while the cart is open', async () => {
    await scan(shop, MILK.gtin)
    shop.clock.pass(60_000)
    publish(price(330, id(310), MILK.variant, 80, shop.clock.now()))
    attach(trade)
    expect(prices()).toEqual([[100, rung(MILK.price)]])
    await scan(shop, MILK.gtin)
    expect(prices()).toEqual([
      [100, rung(MILK.price)],
      [80, rung(MILK.price)],
    ])
  })

  it('pays a price given by hand, which undone is whoever’s the cart is by then', async () => {
    attach(trade)
    await scan(shop, MILK.gtin)
    const [line] = value(shop.terminal.draft.current()).lines
    const change = { line: line?.id ?? '', unitPrice: unitPrice(500_000), reason: 'dented' }
    value(shop.terminal.draft.changePrice({ ...draftCommand(shop), ...change }))
    attach(null)
    expect(prices()[0]?.[0]).toBe(50)
    value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(prices()).toEqual([[MILK.price, null]])
  })

  it('buys by no list that holds the tax otherwise, and by none its group has not', async () => {
    pull(shop, 'pricing', list(310, false))
    await scan(shop, MILK.gtin)
    attach(trade)
    expect(prices()).toEqual([[MILK.price, null]])
    pull(shop, 'pricing', list(310))
    group([{ id: TRADE, name: 'Trade' }])
    attach(null)
    attach(trade)
    expect(prices()).toEqual([[MILK.price, null]])
  })
})

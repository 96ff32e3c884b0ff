import { afterAll, beforeAll, expect, it } from 'vitest'
import { receive } from '../../src/backend/intake/receive.ts'
import { businessDateOf } from '../../src/domain/time.ts'
import { ONE, quantity } from '../../src/domain/quantity.ts'
import { stockItemsOf } from '../../src/domain/reports/stock-items.ts'
import { stockReportOf, stockRowOf, type StockItem } from '../../src/domain/reports/stock.ts'
import { factOf, GOODS, headerOf } from './report-days.ts'
import { serveStage, type ServedStage } from './served-stage.ts'
import { clock, Journal, random, stockItems } from './stage.ts'

let served: ServedStage
beforeAll(async () => {
  served = await serveStage()
})
afterAll(() => served.close())

it('tells what is low with an order, what nobody buys, and what it is worth', async () => {
  const { stage, terminal } = served
  const { tenant } = stage.shop
  const [sold = '', dead = ''] = await stockItems(stage, [10_000, 4000])
  const { database } = stage.backend
  await database
    .insertInto('variant_item')
    .values({ tenant, variant: GOODS[0] ?? '', item: sold, quantity: 1000 })
    .execute()
  await database
    .updateTable('inventory_item')
    .set({ cost: 1_500_000 })
    .where('tenant', '=', tenant)
    .where('id', '=', sold)
    .execute()
  const journal = new Journal(terminal)
  journal.open()
  const line = { goods: 0, pieces: 28, cents: 250, off: 0, isBack: false, restocked: false }
  const made = { date: 0, hour: 9, person: 0, isTaxIncluded: true, isCard: true } as const
  const today = businessDateOf(clock.now(), 'Europe/Berlin')
  const fact = factOf(stage, { ...made, lines: [{ ...line, cost: null }] })
  journal.append(fact, { ...headerOf(made), businessDate: today })
  await receive(stage.backend, terminal, journal.entries)

  const owner = served.client(stage.shop.ownerToken)
  // One a day: ten last for ten days, and an order takes twelve.
  const stock = await owner.reports.stock({ lead: 12, cover: 14 })
  expect(stock).toMatchObject({ items: 2, value: 1500, withoutCost: 1, currency: 'EUR' })
  expect(stock.low).toMatchObject({ count: 1, rows: [{ item: sold, proposed: 16_000 }] })
  expect(stock.dead).toMatchObject({ count: 1, rows: [{ item: dead, onHand: 4000, value: null }] })
  expect((await owner.reports.stock({ lead: 5 })).low.count).toBe(0)

  // Every item, in the order that was asked for, a page at a time; together they are the report.
  const first = await owner.reports.stockItems({ most: 1 })
  expect(first).toMatchObject({ hasMore: true, total: { items: 2, value: 1500, withoutCost: 1 } })
  expect(first.rows).toMatchObject([{ item: sold, value: 1500, cost: 1_500_000, sold: 28_000 }])
  const up = await owner.reports.stockItems({ order: 'sellThrough', way: 'up' })
  expect(up.rows.map(({ item }) => item)).toEqual([dead, sold])
  const second = await owner.reports.stockItems({ skip: 1 })
  expect(second).toMatchObject({ hasMore: false, rows: [{ item: dead, sellThrough: 0 }] })
  await expect(owner.reports.stock({ days: 0 })).rejects.toMatchObject({ code: 'input-invalid' })

  // What is proposed becomes an order, which the tills of the store are told of.
  const [{ item, proposed } = { item: '', proposed: 0 }] = stock.low.rows
  const lines = [{ item, quantity: quantity(proposed) }]
  const placed = { order: random.id(), supplier: 'Dairy', lines }
  const order = await owner.purchasing.place(placed)
  expect(order).toMatchObject({ number: 'PO-0001', lines: [{ ordered: 16_000, received: 0 }] })
  expect(await owner.purchasing.list({})).toEqual([order])
  // What is on the way is not ordered a second time.
  const after = await owner.reports.stock({ lead: 12, cover: 14 })
  expect(after.low.rows).toMatchObject([{ item: sold, coming: 16_000, proposed: 0 }])
  const till = served.client(terminal.credential)
  const { documents } = await till.sync.pull({ collection: 'stock', limit: 500 })
  expect(documents).toContainEqual(expect.objectContaining({ id: placed.order, state: 'open' }))
  const unknown = { ...placed, order: random.id(), lines: [{ item: random.id(), quantity: ONE }] }
  await expect(owner.purchasing.place(unknown)).rejects.toMatchObject({ code: 'not-found' })
  expect(await owner.purchasing.close({ order: placed.order })).toMatchObject({ state: 'closed' })
  await expect(till.purchasing.list({})).rejects.toMatchObject({ code: 'credential-wrong' })
})

const ASKED = { days: 28, lead: 7, cover: 14 }
const item = (changes: Partial<StockItem>): StockItem => ({
  ...{
    item: 'a',
    sku: '',
    name: '',
    unit: 'piece',
    department: null,
    onHand: 0,
    available: 0,
    sold: 0,
    coming: 0,
    cost: null,
  },
  ...changes,
})

it('orders whole units, counts what is reserved, and nothing that does not sell', () => {
  const half = stockRowOf(item({ onHand: 2000, available: 500, sold: 28_000 }), ASKED)
  expect(half).toMatchObject({ isLow: true, proposed: 21_000 })
  expect(stockRowOf(item({ available: 0, sold: 0 }), ASKED)).toMatchObject({ proposed: 0 })
  // More came back than was sold: nothing sells.
  expect(stockRowOf(item({ onHand: 1000, sold: -1000 }), ASKED)).toMatchObject({ isDead: true })
})

it('values what is there, never what is owed, and says where nobody knows', () => {
  const there = item({ onHand: 2500, sold: 2500, cost: 1_000_000 })
  const owed = item({ item: 'b', onHand: -1000, cost: 1_000_000 })
  const report = stockReportOf([there, owed, item({ item: 'c', onHand: 1000 })], ASKED, 'EUR')
  expect(report).toMatchObject({ items: 3, value: 250, withoutCost: 1 })
  expect(report.sellThrough).toBe(416_667)
})

it('adds up to the same worth by item, by department and as a whole', () => {
  const department = { id: 'dairy', name: 'Dairy' }
  const items = [
    item({ item: 'a', name: 'Milk 2', onHand: 333, cost: 1_005_000, department }),
    item({ item: 'b', name: 'Milk 10', onHand: 1500, sold: 500, cost: 333_333, department }),
    item({ item: 'c', name: 'Bread', onHand: -1000, sold: 1000, cost: 1_000_000 }),
    item({ item: 'd', name: 'Salt', onHand: 2000 }),
  ]
  const { value, departments, sellThrough } = stockReportOf(items, ASKED, 'EUR')
  const told = (order: 'name' | 'value' | 'sold', way: 'up' | 'down') =>
    stockItemsOf(items, { days: 28, order, way, skip: 0, most: 100 }, 'EUR')
  const { rows, total } = told('value', 'down')
  expect(total).toMatchObject({ items: 4, value, sellThrough, withoutCost: 1 })
  expect(rows.reduce((all, row) => all + (row.value ?? 0), 0)).toBe(value)
  expect(departments.map(({ name, items: count }) => [name, count])).toEqual([
    ['Dairy', 2],
    [null, 2],
  ])
  expect(departments.reduce((all, each) => all + each.value, 0)).toBe(value)
  // What nobody knows is last, whichever way; numbers in names are numbers.
  expect(rows.at(-1)).toMatchObject({ item: 'd', value: null })
  expect(told('value', 'up').rows.at(-1)).toMatchObject({ item: 'd' })
  expect(told('name', 'up').rows.map(({ name }) => name)).toEqual([
    ...['Bread', 'Milk 2', 'Milk 10', 'Salt'],
  ])
  expect(told('sold', 'down').rows[0]).toMatchObject({ name: 'Bread' })
})

import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { code, draftCommand, payCash, value, type Shop, closeTill } from './shop.ts'
import { lastEntry, payCard, shopWith, soldBody, takeCash, view } from './two-milks.ts'

describe('cash rounding', () => {
  it('is of the cash part only, and a figure of its own', async () => {
    const shop = await shopWith({ cashRounding: 5 })
    expect(view(shop)).toMatchObject({ due: 258, cashDue: 260 })
    value(await payCard(shop, 56))
    expect(view(shop)).toMatchObject({
      due: 202,
      cashDue: 200,
      quickAmounts: [200, 500, 1000, 2000, 5000],
    })
    expect(await payCash(shop, 500)).toMatchObject({ change: 300, cashRounding: -2, total: 258 })
    expect(soldBody(shop)).toMatchObject({ total: 258, cashRounding: -2 })
    const { id } = shop.store.tills.current()!
    expect(shop.store.tills.expectedCash(id)).toBe(10_200)
    expect(shop.store.journal.perpetual().turnover).toEqual({ EUR: 258 })
  })

  it('leaves a card alone', async () => {
    const shop = await shopWith({ cashRounding: 5 })
    value(await payCard(shop))
    expect(soldBody(shop)).not.toHaveProperty('cashRounding')
  })
})

describe('cash of another currency', () => {
  const foreignCash = [
    { currency: 'CHF', rate: 1_073_100, date: '2026-11-26', denominations: [1000, 2000] as never },
  ]

  it('pays at the rate of the day, with change in the store’s own', async () => {
    const shop = await shopWith({ foreignCash })
    expect(view(shop).foreign).toMatchObject([{ currency: 'CHF', due: 240, date: '2026-11-26' }])
    const paid = value(await takeCash(shop, 1000, 'CHF'))
    expect(paid).toMatchObject({ outcome: 'done', sale: { change: 1073 - 258 } })
    expect(soldBody(shop)).toMatchObject({
      tenders: [
        { kind: 'foreign-cash', amount: 1073, currency: 'CHF', tendered: 1000, rate: 1_073_100 },
      ],
    })
    const { id } = shop.store.tills.current()!
    expect(shop.store.tills.expectedCash(id)).toBe(10_000 - 815)
    expect(shop.store.tills.expectedForeign(id)).toEqual(new Map([['CHF', 1000]]))
  })

  it('pays a part, and is counted apart when the till is closed', async () => {
    const shop = await shopWith({ foreignCash })
    value(await takeCash(shop, 100, 'CHF'))
    expect(view(shop)).toMatchObject({ due: 151 })
    await payCash(shop, 151)
    const foreign = [{ currency: 'CHF', counted: minor(90) }]
    const closed = value(closeTill(shop, 10_151, { foreign }))
    expect(closed).toMatchObject({
      ...{ expected: 10_151, difference: 0 },
      foreign: [{ currency: 'CHF', expected: 100, counted: 90, difference: -10 }],
    })
    expect(lastEntry(shop)).toMatchObject({
      kind: 'session-closed',
      body: { foreign: closed.foreign },
    })
  })

  it('is not taken where no rate is set', async () => {
    const shop = await shopWith({ foreignCash })
    expect(code(await takeCash(shop, 1000, 'USD'))).toBe('currency-not-taken')
  })
})

describe('a tip', () => {
  const tips = { offered: [100_000 as never] }
  const setTip = (shop: Shop, tip: number) =>
    shop.terminal.draft.setTip({ ...draftCommand(shop), tip: minor(tip) })

  it.each(['cash', 'card'])('by %s is a figure of its own and no turnover', async (way) => {
    const shop = await shopWith({ tips })
    expect(view(shop).tips).toEqual([26])
    value(setTip(shop, 42))
    expect(view(shop)).toMatchObject({ total: 258, due: 300, tip: 42 })
    if (way === 'cash') await payCash(shop, 300)
    else value(await payCard(shop))
    expect(soldBody(shop)).toMatchObject({ total: 258, tip: 42, tenders: [{ amount: 300 }] })
    expect(shop.store.journal.perpetual().turnover).toEqual({ EUR: 258 })
    expect(shop.store.tills.sum(shop.store.tills.current()!).figures.tips).toBe(42)
  })

  it('is not taken where none is wanted, above the total, or below what was paid', async () => {
    expect(code(setTip(await shopWith(), 10))).toBe('tips-not-taken')
    const shop = await shopWith({ tips })
    expect(code(setTip(shop, 259))).toBe('limit-amount')
    value(setTip(shop, 258))
    value(await takeCash(shop, 500))
    expect(code(setTip(shop, 0))).toBe('limit-amount')
  })
})

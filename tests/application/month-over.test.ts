import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Entry as Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { closeTill, code, entries, MILK, openTill, payCash, PEOPLE, scan, value } from './shop.ts'
import type { Shop } from './shop.ts'

const DAY = 86_400_000
const own = () => ({ command: v7() })

async function sell(shop: Shop): Promise<void> {
  await scan(shop, MILK.gtin)
  await payCash(shop, 10_000)
}

/** Says the clock's day, whatever the clock leapt over. */
function openOn({ terminal, clock }: Shop) {
  const businessDate = new Date(clock.now()).toISOString().slice(0, 10)
  return terminal.till.open({ ...own(), float: minor(10_000), businessDate })
}

const closings = (shop: Shop) =>
  entries(shop).filter(({ kind }) => kind === 'fiscal-closed') as never as Fact<'fiscal-closed'>[]

describe('a month whose last day is none of trade', () => {
  const periods = (shop: Shop) => closings(shop).map(({ body }) => [body.kind, body.period])
  const list = (shop: Shop) => value(shop.terminal.fiscal.list(own()))

  it('is closed by hand once it is over, and the year with it', async () => {
    const shop = await openTill()
    shop.clock.setWall(Date.parse('2026-12-30T08:00:00Z'))
    value(closeTill(shop, 10_000))
    value(openOn(shop))
    await sell(shop)
    value(closeTill(shop, 10_000 + MILK.price))
    value(shop.terminal.fiscal.closeDay(own()))
    const before = [
      ['day', '2026-11-23'],
      ['month', '2026-11'],
      ['day', '2026-12-30'],
    ]
    expect(periods(shop)).toEqual(before)
    shop.clock.setWall(Date.parse('2026-12-31T20:00:00Z'))
    expect(list(shop).over).toEqual([])
    expect(code(shop.terminal.fiscal.closeDay(own()))).toBe('no-day-to-close')
    shop.clock.setWall(Date.parse('2027-01-02T08:00:00Z'))
    expect(list(shop).over).toEqual([
      { kind: 'month', period: '2026-12' },
      { kind: 'year', period: '2026' },
    ])
    expect(value(shop.terminal.fiscal.closeDay(own()))).toMatchObject({ day: null, over: [] })
    expect(periods(shop)).toEqual([...before, ['month', '2026-12'], ['year', '2026']])
    expect(closings(shop).at(-1)).toMatchObject({
      ...{ actor: PEOPLE.manager, businessDate: '2027-01-02' },
      body: { late: true, figures: { sales: 1 }, parts: { first: 1, last: 2, count: 2 } },
    })
    expect(code(shop.terminal.fiscal.closeDay(own()))).toBe('no-day-to-close')
    value(openOn(shop))
    expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
  })

  it('is not closed by a clock that the backend knows to be ahead', async () => {
    const shop = await openTill()
    value(closeTill(shop, 10_000))
    value(shop.terminal.fiscal.closeDay(own()))
    const right = shop.clock.now() + DAY
    shop.clock.setWall(Date.parse('2027-01-02T08:00:00Z'))
    const clock = { at: shop.clock.now(), ahead: shop.clock.now() - right, within: 20 }
    shop.store.delivery.note({ parked: 0, forked: false, heads: [], till: NO_NEWS, clock })
    expect(list(shop).over).toEqual([])
    expect(code(shop.terminal.fiscal.closeDay(own()))).toBe('no-day-to-close')
  })
})

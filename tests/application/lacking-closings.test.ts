import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { FiscalClosed } from '../../src/domain/fiscal/closing.ts'
import type { Entry } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { composeClosingSlip } from '../../src/domain/receipt/closing-slip.ts'
import { englishReceiptWords } from '../../src/domain/receipt/words/en.ts'
import { NO_NEWS } from '../../src/domain/till/news.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { closeTill, entries, MILK, openTill, payCash, scan, value, type Shop } from './shop.ts'

const own = () => ({ command: v7() })
const close = (shop: Shop) => value(closeTill(shop, 10_000))
const open = (shop: Shop, more: object = {}) =>
  shop.terminal.till.open({ ...own(), float: minor(10_000), ...more })

describe('a month of which the device has lost days', () => {
  it('names them, in its entry, on paper and in the year, and no month after it does', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    await payCash(shop, 10_000)
    close(shop)
    value(shop.terminal.fiscal.closeDay(own()))
    const told = { parked: 0, forked: false, heads: [] }
    shop.store.delivery.note({
      ...told,
      till: { ...NO_NEWS, closings: { day: 4, month: 0, year: 0 } },
    })
    value(open(shop))
    await scan(shop, MILK.gtin)
    await payCash(shop, 10_000)
    close(shop)
    value(shop.terminal.fiscal.closeDay(own()))
    for (const day of ['2026-12-01', '2026-12-02', '2027-01-02']) {
      shop.clock.setWall(Date.parse(`${day}T10:00:00Z`))
      value(open(shop, { businessDate: day }))
      close(shop)
    }
    const [first, second, year] = (entries(shop) as unknown as Entry[])
      .filter((entry) => entry.kind === 'fiscal-closed')
      .map(({ body }) => body)
      .filter(({ kind }) => kind !== 'day') as unknown as [FiscalClosed, FiscalClosed, FiscalClosed]
    const lacking = [{ kind: 'day', first: 2, last: 4 }]
    expect(first).toMatchObject({ parts: { first: 1, last: 5, count: 2 }, lacking })
    expect(second).not.toHaveProperty('lacking')
    expect(year).toMatchObject({ kind: 'year', lacking })
    const [known] = shop.store.closings.newest(10).filter(({ entry }) => entry.body.kind === 'year')
    const facts = { closing: known!.entry.body, copy: 0, at: 1, person: null, terminal: 'Till' }
    const store = shop.store.settings.store()!
    const paper = composeClosingSlip({ ...facts, store, entryHash: '' }, englishReceiptWords)
    expect(JSON.stringify(paper)).toContain('DAY CLOSED 2 – 4')
    expect((await verifyDatabase(shop.file, { check: 'quick' })).broken).toBeUndefined()
  })
})

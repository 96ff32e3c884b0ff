import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BACK_AGAIN,
  forget,
  journalAt,
  journalOf,
  levelAt,
  openShop,
  openTerminal,
} from './stage.ts'
import { SOON, type Goods, type SyncedShop, type SyncedTerminal } from './stage.ts'

let shop: SyncedShop
let milk: Goods
let till: SyncedTerminal

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([50_000])) as [Goods]
  till = await openTerminal(shop)
})
afterAll(async () => {
  await till.close()
  await shop.close()
  forget(till)
})

describe('the backend away', () => {
  it('hinders no sale, is shown since when, and is caught up with when it is back', async () => {
    await till.settled()
    await till.sync.audit()
    expect(till.sync.network.online()).toBe(true)
    const before = Date.now()
    await shop.goAway()
    for (let count = 0; count < 120; count += 1) till.sell(milk)
    await expect.poll(() => till.sync.network.online(), SOON).toBe(false)
    const since = till.sync.network.since() ?? 0
    expect(since).toBeGreaterThanOrEqual(before)
    expect(since).toBeLessThanOrEqual(Date.now())
    expect(till.store.delivery.unsent().entries).toBe(120)
    expect(till.shown(milk)).toBe(50_000 - 120_000)
    till.sell(milk)
    expect(till.sync.network.since()).toBe(since)

    await shop.comeBack()
    await expect.poll(() => till.store.delivery.unsent().entries, BACK_AGAIN).toBe(0)
    expect(await journalAt(shop)).toEqual(journalOf(till))
    expect(await levelAt(shop, milk)).toBe(50_000 - 121_000)
    expect([till.sync.network.online(), till.sync.network.since()]).toEqual([true, null])
    // Everything waited for RxDB's own queue: nothing had to be found missing.
    expect(till.log.lines.filter((line) => line.level !== 'info')).toEqual([])
  })

  it('may last through a restart of the terminal', async () => {
    await till.settled()
    await shop.goAway()
    till.sell(milk)
    await till.close()
    till = await openTerminal(shop, { folder: till.folder })
    till.sell(milk)
    expect(till.store.delivery.unsent().entries).toBe(2)
    await shop.comeBack()
    await expect.poll(() => till.store.delivery.unsent().entries, BACK_AGAIN).toBe(0)
    expect(await journalAt(shop)).toEqual(journalOf(till))
    expect(await levelAt(shop, milk)).toBe(50_000 - 123_000)
  })

  it('does not hold up the end of the terminal', async () => {
    await shop.goAway()
    till.sell(milk)
    await expect.poll(() => till.sync.network.online(), SOON).toBe(false)
    await till.close()
    await shop.comeBack()
    till = await openTerminal(shop, { folder: till.folder })
    await till.settled()
    expect(await journalAt(shop)).toEqual(journalOf(till))
  })
})

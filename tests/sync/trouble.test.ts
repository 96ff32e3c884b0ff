import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openProxy, type Proxy } from './proxy.ts'
import { forget, journalAt, journalOf, levelAt, openShop, openTerminal } from './stage.ts'
import { BACK_AGAIN, SOON } from './stage.ts'
import type { Goods, SyncedShop, SyncedTerminal } from './stage.ts'

describe('a bad road to the backend', () => {
  let shop: SyncedShop
  let proxy: Proxy
  let milk: Goods
  let till: SyncedTerminal

  beforeAll(async () => {
    shop = await openShop()
    proxy = await openProxy(shop.url)
    ;[milk] = (await shop.stock([100_000])) as [Goods]
    till = await openTerminal(shop, { url: proxy.url })
  })
  afterEach(() => proxy.behave(() => 'none'))
  afterAll(async () => {
    await till.close()
    await proxy.close()
    await shop.close()
    forget(till)
  })

  /** What must be so after every kind of weather: nothing lost, nothing twice. */
  async function agreed(): Promise<void> {
    await till.settled(BACK_AGAIN)
    expect(await journalAt(shop)).toEqual(journalOf(till))
    const sales = journalOf(till).filter((entry) => entry.canonical.includes('sale-completed'))
    expect(await levelAt(shop, milk)).toBe(100_000 - 1000 * sales.length)
    await expect.poll(() => till.shown(milk), SOON).toBe(100_000 - 1000 * sales.length)
  }

  it('that breaks only the stream of pokes is no silence', async () => {
    await till.settled()
    const states: boolean[] = []
    const stop = till.sync.network.onChange(() => states.push(till.sync.network.online()))
    proxy.cutStreams()
    till.sell(milk)
    await agreed()
    expect(states).not.toContain(false)
    stop()
  })

  it('with a revoked credential is a stranger, and loses nothing', async () => {
    await till.settled()
    const { terminal } = till.store.identity.current() ?? { terminal: '' }
    const disable = (disabled: boolean) =>
      shop.backend.database
        .updateTable('terminal')
        .set({ disabled })
        .where('id', '=', terminal)
        .execute()
    await disable(true)
    proxy.cutStreams()
    till.sell(milk)
    await expect.poll(() => till.sync.network.online(), SOON).toBe(false)
    const named = () => till.log.lines.filter((line) => line['code'] === 'credential-wrong')
    await expect.poll(() => named().map((line) => line['exchange']), SOON).toContain('push')
    till.sell(milk)
    expect(till.store.delivery.unsent().entries).toBe(2)
    expect(till.sync.network.refused()).toBe(true)
    await disable(false)
    await expect.poll(() => till.sync.network.online(), BACK_AGAIN).toBe(true)
    expect(till.sync.network.refused()).toBe(false)
    await agreed()
    expect(named().filter((line) => line['exchange'] === 'push')).toHaveLength(1)
  })
})

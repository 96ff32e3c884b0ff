import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openProxy, seeded, type Fault, type Proxy } from './proxy.ts'
import { forget, journalAt, journalOf, levelAt, openShop, openTerminal } from './stage.ts'
import { BACK_AGAIN, SOON, variantOf } from './stage.ts'
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

  it.each<[string, Fault]>([
    ['refuses connections', 'refuse'],
    ['loses answers after the request arrived', 'lose-response'],
    ['delivers requests twice', 'twice'],
    ['cuts answers off', { cutAfter: 12 }],
    ['delays', { delay: 150 }],
  ])('that %s loses nothing and doubles nothing', async (_, fault) => {
    await till.settled()
    const faults = new Map([
      ['push', 2],
      ['heads', 1],
      ['pull', 1],
    ])
    proxy.behave((path) => {
      const exchange = /sync.(\w+)/.exec(path)?.[1] ?? ''
      const left = faults.get(exchange) ?? 0
      faults.set(exchange, left - 1)
      return left > 0 ? fault : 'none'
    })
    for (let count = 0; count < 3; count += 1) {
      till.sell(milk)
      await till.settled()
    }
    await agreed()
    expect(Math.max(...faults.values())).toBeLessThanOrEqual(0)
  })

  it('that changes by the moment loses nothing and doubles nothing', async () => {
    const chance = seeded(20_261_123)
    const kinds: Fault[] = [
      ...(['refuse', 'lose-response', 'twice', 'portal', 'none'] as const),
      ...[{ cutAfter: 40 }, { delay: 30 }],
    ]
    let left = 30
    proxy.behave(() => {
      left -= 1
      return left < 0 ? 'none' : (kinds[Math.floor(chance() * kinds.length)] ?? 'none')
    })
    for (let count = 0; count < 20; count += 1) {
      till.sell(milk)
      if (count % 7 === 0) proxy.cutStreams()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await agreed()
  }, 40_000)

  it('with a captive portal on it is no success: nothing is taken for sent or pulled', async () => {
    await till.settled()
    const { variant } = milk
    const named = () => till.store.catalogue.byVariant(variant, shop.priceList, 0)?.variant.name
    const before = proxy.met.get('portal') ?? 0
    proxy.behave(() => 'portal')
    proxy.cutStreams()
    till.sell(milk)
    await shop.put('catalogue', [{ ...variantOf(milk), name: 'Behind the portal' }])
    await expect.poll(() => till.sync.network.online(), SOON).toBe(false)
    await expect.poll(() => proxy.met.get('portal') ?? 0, SOON).toBeGreaterThan(before + 3)
    expect(till.store.delivery.unsent().entries).toBe(1)
    expect(named()).toBe('Milk')
    expect(till.sync.network.online()).toBe(false)
    proxy.behave(() => 'none')
    await expect.poll(named, BACK_AGAIN).toBe('Behind the portal')
    await agreed()
  })

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

  it('with a revoked credential is offline, told in the log once, and loses nothing', async () => {
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
    await disable(false)
    await expect.poll(() => till.sync.network.online(), BACK_AGAIN).toBe(true)
    await agreed()
    expect(named().filter((line) => line['exchange'] === 'push')).toHaveLength(1)
  })
})

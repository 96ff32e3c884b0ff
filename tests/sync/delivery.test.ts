import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingsFeed } from '../../src/backend/feeds/names.ts'
import { forget, journalAt, journalOf, levelAt, openShop, openTerminal, SOON } from './stage.ts'
import { variantOf, type Goods, type SyncedShop, type SyncedTerminal } from './stage.ts'

let shop: SyncedShop
let milk: Goods
let till: SyncedTerminal
let other: SyncedTerminal

beforeAll(async () => {
  shop = await openShop()
  ;[milk] = (await shop.stock([100_000])) as [Goods]
  till = await openTerminal(shop)
  other = await openTerminal(shop)
  await till.settled()
  await other.settled()
})
afterAll(async () => {
  await till.close()
  await other.close()
  await shop.close()
  forget(till, other)
})

describe('a terminal in step', () => {
  it('brings each entry to the backend exactly once, byte for byte', async () => {
    for (let count = 0; count < 70; count += 1) till.sell(milk)
    expect(till.store.delivery.unsent().entries).toBeGreaterThan(0)
    await till.settled()
    const { epoch } = till.store.delivery.head()
    const received = (await journalAt(shop)).filter((entry) => entry.epoch === epoch.id)
    expect(received).toEqual(journalOf(till))
    expect(received.filter((entry) => entry.canonical?.includes('sale-completed'))).toHaveLength(70)
    expect(await levelAt(shop, milk)).toBe(30_000)
  })

  it('shows on the other till what this one sold, without being asked', async () => {
    await expect.poll(() => other.shown(milk), SOON).toBe(30_000)
    till.sell(milk, 2)
    await expect.poll(() => other.shown(milk), SOON).toBe(28_000)
  })

  it('takes a new product, a price and a setting as soon as the backend is poked', async () => {
    const changes: string[] = []
    const stop = till.sync.onPulled((collection) => changes.push(collection))
    const fresh = { item: milk.item, variant: milk.variant }
    await shop.put('catalogue', [{ ...variantOf(fresh), name: 'Oat milk' }])
    const price = { id: shop.priceList.replace(/.$/, '0'), kind: 'price', variant: milk.variant }
    const valid = { list: shop.priceList, from: 0, to: null, unitPrice: 1_230_000 }
    await shop.put('pricing', [{ ...price, ...valid }])
    const settings = till.store.settings.store()
    if (!settings) throw new Error('the settings were pulled before')
    await shop.put(settingsFeed(shop.store), [{ ...settings, name: 'Renamed shop' }])

    const sellable = () => till.store.catalogue.byVariant(milk.variant, shop.priceList, 1)
    await expect.poll(() => sellable()?.variant.name, SOON).toBe('Oat milk')
    await expect.poll(() => sellable()?.price?.unitPrice, SOON).toBe(1_230_000)
    await expect.poll(() => till.store.settings.store()?.name, SOON).toBe('Renamed shop')
    await expect
      .poll(() => changes.toSorted(), SOON)
      .toEqual(expect.arrayContaining(['goods', 'settings']))
    stop()
  })

  it('counts an own sale once in the shown stock: before, during, after its journey', async () => {
    await till.settled()
    await expect.poll(() => till.shown(milk), SOON).toBe(await levelAt(shop, milk))
    const before = till.shown(milk) ?? 0
    const seen = new Set<number | undefined>()
    const stop = till.sync.onPulled(() => seen.add(till.shown(milk)))
    const stopHearing = till.sync.network.onChange(() => seen.add(till.shown(milk)))
    for (let count = 1; count <= 5; count += 1) {
      till.sell(milk)
      expect(till.shown(milk)).toBe(before - count * 1000)
    }
    await till.settled()
    await expect.poll(() => other.shown(milk), SOON).toBe(before - 5000)
    expect(till.shown(milk)).toBe(before - 5000)
    expect([...seen].filter((shown) => shown !== before - 5000)).toEqual([])
    stop()
    stopHearing()
  })

  it('says that it is online, and tells when what was unsent is proved to be there', async () => {
    const unsent: number[] = []
    const stop = till.sync.network.onChange(() => {
      unsent.push(till.store.delivery.unsent().entries)
    })
    till.sell(milk)
    await expect.poll(() => unsent.at(-1), SOON).toBe(0)
    expect([till.sync.network.online(), till.sync.network.since()]).toEqual([true, null])
    stop()
  })
})

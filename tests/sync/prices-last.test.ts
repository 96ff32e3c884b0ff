/** What a shop is known by comes down in several collections, in whatever order. */
import { expect, it, onTestFinished } from 'vitest'
import { shopOf } from '../../src/backend/setup/shop.ts'
import { openCounter } from './counter.ts'
import { exchangeOf, openProxy } from './proxy.ts'
import { fillShelf } from './shelf.ts'
import { openShop } from './stage.ts'

/** Longer than anything else takes to come down, and than changes are gathered for screens. */
const LATE_MS = 3000
const GTIN = '4006381333931'

it('a new till whose prices come down last shows its shop once they are, and sells', async () => {
  const shop = await openShop()
  onTestFinished(() => shop.close())
  const proxy = await openProxy(shop.url)
  onTestFinished(() => proxy.close())
  const found = await shopOf(shop.backend.database, shop.tenant, shop.store)
  if (!found) throw new Error('no shop was founded')
  await fillShelf(shop.backend, found, [{ key: 'Goods', gtin: GTIN, price: 195 }])
  proxy.behave((path) => (exchangeOf(path) === 'pull pricing' ? { delay: LATE_MS } : 'none'))
  const till = await openCounter({ ...shop, url: proxy.url })
  expect(await till.sell(GTIN)).toMatchObject({ total: 195 })
}, 60_000)

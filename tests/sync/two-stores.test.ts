/** One shop, two stores, a price list each: what is asked at the counter and on the web page. */
import { expect, it, onTestFinished } from 'vitest'
import { listOffers } from '../../src/backend/shop/offers.ts'
import { createPriceList, priceListsOf, setPrices } from '../../src/backend/pricing/price-lists.ts'
import { setSettings } from '../../src/backend/setup/settings.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import { openStore } from '../../src/backend/setup/stores.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { hire } from '../../src/backend/setup/staff.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { random } from '../backend/stage.ts'
import { openCounter } from './counter.ts'
import { fillShelf } from './shelf.ts'
import { openShop } from './stage.ts'

const GTIN = '4006381333931'
const OTHER = random.id()

async function listOf(backend: Backend, shop: Shop, name: string): Promise<string> {
  const made = await createPriceList(backend, shop, name)
  return (made.ok && made.value.lists.find((each) => each.name === name)?.id) || 'none'
}

it('a store with a list of its own sells by it, the web page by the oldest store’s', async () => {
  const shop = await openShop()
  onTestFinished(() => shop.close())
  const { backend, tenant } = shop
  const first = await firstShop(backend.database)
  if (!first) throw new Error('no shop was founded')
  await fillShelf(backend, first, [{ key: 'Tea', gtin: GTIN, price: 200 }])
  const station = await listOf(backend, first, 'Station')
  const web = await listOf(backend, first, 'Web')
  const { id: variant = '' } =
    (await backend.database.selectFrom('variant').select('id').executeTakeFirst()) ?? {}
  for (const [list, price] of [
    [station, 350],
    [web, 180],
  ] as const) {
    const wanted = { variant, unitPrice: unitPrice(price * 10_000), from: null, to: null }
    expect(await setPrices(backend, tenant, { list, prices: [wanted] })).toMatchObject({ ok: true })
  }

  const wanted = { store: OTHER, name: 'Station', address: [] }
  expect(await openStore(backend, tenant, { ...wanted, priceList: random.id() })).toMatchObject({
    failure: { code: 'not-found' },
  })
  const opened = await openStore(backend, tenant, { ...wanted, priceList: station })
  expect(opened).toMatchObject({ ok: true })
  await hire(backend, { tenant, store: OTHER }, { name: 'Ben', role: 'cashier', pin: '1234' })

  const till = await openCounter(shop)
  expect(await till.sell(GTIN)).toMatchObject({ total: 200 })
  const shelf = async () => {
    const now = await firstShop(backend.database)
    return now && listOffers(backend.database, { ...now, now: backend.clock.now() }, {})
  }
  expect(await shelf()).toMatchObject({ offers: [{ unitPrice: 2_000_000 }] })
  const place = { tenant, store: shop.store }
  expect(await setSettings(backend, place, { priceList: web })).toMatchObject({ ok: true })
  expect(await shelf()).toMatchObject({ offers: [{ unitPrice: 1_800_000 }] })
  await expect
    .poll(() => till.sell(GTIN), { interval: 500, timeout: 30_000 })
    .toMatchObject({ total: 180 })
  await till.close()
  const stationTill = await openCounter({ ...shop, store: OTHER })
  expect(await stationTill.sell(GTIN)).toMatchObject({ total: 350 })

  const values = { tenant, id: random.id(), name: 'Net', currency: 'EUR', tax_included: false }
  await backend.database.insertInto('price_list').values(values).execute()
  expect(await priceListsOf(backend.database, tenant)).toHaveLength(4)
  expect(await setSettings(backend, place, { priceList: values.id })).toMatchObject({
    failure: { code: 'settings-conflict', details: { reason: 'list-other' } },
  })
}, 60_000)

/** A bundle from the goods file to its sale: what leaves the shelf, at the till and the backend. */
import { expect, it, onTestFinished } from 'vitest'
import { listOffers } from '../../src/backend/shop/offers.ts'
import { firstShop } from '../../src/backend/setup/shop.ts'
import { openCounter } from './counter.ts'
import { fillShelf } from './shelf.ts'
import { openShop, SOON } from './stage.ts'

const TEA = { key: 'Tea', gtin: '4006381333931', price: 200 }
const CUP = { key: 'Cup', gtin: '5901234123457', price: 500 }
const setOf = (cups: number) => ({
  ...{ key: 'Tea set', gtin: '9780201379624', price: 900 },
  more: {
    stock: null,
    components: [{ variant: TEA.key }, ...(cups > 0 ? [{ variant: CUP.key, quantity: cups }] : [])],
  },
})

it('a bundle of the goods file sells its parts off the shelf, and others tomorrow', async () => {
  const shop = await openShop()
  onTestFinished(() => shop.close())
  const { backend } = shop
  const first = await firstShop(backend.database)
  if (!first) throw new Error('no shop was founded')
  await fillShelf(backend, first, [TEA, CUP, setOf(2000)])
  const till = await openCounter(shop)
  const shown = async () => {
    const found = await Promise.all(
      [TEA, CUP, setOf(0)].map(({ gtin }) => till.screens.catalogue.search({ text: gtin })),
    )
    return found.map(([each]) => each?.onHand)
  }
  const levels = async () => {
    const rows = await backend.database
      .selectFrom('inventory_level')
      .innerJoin('inventory_item', 'inventory_item.id', 'inventory_level.item')
      .select(['name', 'on_hand'])
      .orderBy('name')
      .execute()
    return rows.map((row) => [row.name, row.on_hand])
  }
  const offered = async () => {
    const { offers } = await listOffers(
      ...([
        backend.database,
        { ...first, now: backend.clock.now() },
        { search: 'Tea set' },
      ] as const),
    )
    return offers.map(({ name, available }) => [name, available])
  }
  expect(await shown()).toEqual([10_000, 10_000, 5000])
  await shop.goAway()
  expect(await till.sell(setOf(0).gtin, setOf(0).gtin)).toMatchObject({ total: 1800 })
  expect(await shown()).toEqual([8000, 6000, 3000])
  await shop.comeBack()
  await expect.poll(levels, SOON).toEqual([
    ['Cup', 6000],
    ['Tea', 8000],
  ])
  expect(await offered()).toEqual([['Tea set', 3000]])

  // Read in again with other parts: the backend's own tables follow.
  await fillShelf(backend, first, [TEA, CUP, setOf(0)])
  await expect.poll(shown, { interval: 500, timeout: 30_000 }).toEqual([8000, 6000, 8000])
  await till.sell(setOf(0).gtin)
  await expect.poll(levels, SOON).toEqual([
    ['Cup', 6000],
    ['Tea', 7000],
  ])
  const parts = await backend.database.selectFrom('variant_item').selectAll().execute()
  expect(parts).toHaveLength(3)
}, 60_000)

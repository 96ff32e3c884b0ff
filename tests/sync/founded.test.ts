/** Shops of other countries than the demo's: what the till takes offline, the backend computes. */
import { expect, it, onTestFinished } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { quote } from '../../src/backend/pricing/quote.ts'
import { COUNTRIES, type Country } from '../../src/backend/setup/countries.ts'
import { shopOf } from '../../src/backend/setup/shop.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { openCounter } from './counter.ts'
import { fillShelf } from './shelf.ts'
import { openShop, SOON, type SyncedShop } from './stage.ts'

/** As golden carts have it: the second tax is taken on the first. */
const QUEBEC_UNTIL_2012: Country = {
  ...{ currency: 'CAD', zone: 'America/Toronto', locale: 'fr-CA', taxIncluded: false },
  taxClasses: [
    {
      ...{ code: 'standard', name: 'Taxable' },
      rates: [
        { code: 'GST', name: 'TPS', rate: rate(50_000) },
        { code: 'QST', name: 'TVQ', rate: rate(95_000), compound: true },
      ],
    },
  ],
}

const GTINS = ['4006381333931', '5901234123457', '9780201379624'] as const

/** Three goods of one price, in minor units. */
async function stockGoods({ backend, tenant, store }: SyncedShop, price: number) {
  const found = await shopOf(backend.database, tenant, store)
  if (!found) throw new Error('no shop was founded')
  const goods = GTINS.map((gtin) => ({ key: `Goods ${gtin}`, gtin, price }))
  await fillShelf(backend, found, goods)
  return found
}

it.each([
  // Each alone has a tax of 0.15; together they have 0.44. All of it is 5.85 already.
  ['rounds by document, and cash to 5 rappen', COUNTRIES.CH, 195, { tax: 44, total: 585 }],
  ['adds a tax on a tax', QUEBEC_UNTIL_2012, 1000, { tax: 450, total: 3450 }],
  ['knows no decimals, and adds the tax', COUNTRIES.JP, 98, { tax: 29, total: 323 }],
])(
  'a shop that %s sells offline what its backend computes',
  async (_, country, price, due) => {
    const shop = await openShop(country)
    onTestFinished(() => shop.close())
    const found = await stockGoods(shop, price)
    const till = await openCounter(shop)
    await shop.goAway()
    const sale = await till.sell(...GTINS)
    expect(sale).toMatchObject({ total: due.total })
    await shop.comeBack()
    const entry = await expect
      .poll(() => shop.backend.database.selectFrom('sale').selectAll().executeTakeFirst(), SOON)
      .toMatchObject({ total: due.total, receipt: sale.receipt })
      .then(() => exceptionsOf(shop.backend.database, shop.tenant))
    expect(entry.exceptions).toEqual([])
    const variants = await shop.backend.database.selectFrom('variant').select('id').execute()
    const lines = variants.map(({ id: variant }) => ({ variant, quantity: pieces(1) }))
    const web = { ...found, now: shop.backend.clock.now() }
    expect(await quote(shop.backend, web, { lines, coupons: [] })).toMatchObject({
      ...{ ...due, currency: country.currency, taxIncluded: country.taxIncluded },
    })
  },
  60_000,
)

/** The shop of a seed: one store with few goods on the shelf, so that tills run out of them. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Backend } from '../../src/backend/backend.ts'
import { write } from '../../src/backend/database/write.ts'
import { CATALOGUE, PRICING, stockFeed } from '../../src/backend/feeds/names.ts'
import { changeOf } from '../../src/backend/feeds/stamp.ts'
import { setOpeningStock } from '../../src/backend/inventory/opening.ts'
import { type FoundedShop, foundShop } from '../../src/backend/setup/found-shop.ts'
import type { CatalogueDocument } from '../../src/domain/catalogue/documents.ts'
import type { Price } from '../../src/domain/catalogue/pricing.ts'
import { UNIT_PRICE_SCALE, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'
import type { PinHasher } from '../../src/ports/secrets.ts'
import type { Chance } from './chance.ts'

const GOODS = 8
const OPENING_MOST = 12
export const PIN = '1234'

/** What is sold: one variant of one inventory item each. */
export interface Goods {
  readonly variant: string
  readonly item: string
}

export interface SimulatedShop extends FoundedShop {
  readonly goods: readonly Goods[]
}

/** Scrypt's own threads would decide who is first; what a PIN costs is not looked at here. */
export const quickHasher: PinHasher = {
  hash: (pin, salt) =>
    Promise.resolve(new Uint8Array(createHash('sha256').update(`${salt}/${pin}`).digest())),
  same: (a, b) => timingSafeEqual(a, b),
}

export async function openShop(backend: Backend, chance: Chance): Promise<SimulatedShop> {
  const shop = await foundShop(backend, quickHasher, {
    ...{ name: 'Corner shop', address: ['Main street 1'], taxNumber: '12/345/67890' },
    ...{ receiptHeader: [], receiptFooter: [] },
    staff: [{ name: 'Ada', role: 'cashier', pin: PIN }],
  })
  const { random } = backend
  const goods = Array.from({ length: GOODS }, () => ({ variant: random.id(), item: random.id() }))
  const catalogue = catalogueOf(backend, chance, goods)
  const prices = goods.map(({ variant }) => priceOf(backend, chance, variant, shop.priceList))
  const stock = goods.map(({ item }, index) => {
    // Of the first there is one from the beginning: two tills will want it.
    return { item, quantity: pieces(index === 0 ? 1 : chance.between(0, OPENING_MOST)) }
  })
  await write(backend, shop.tenant, async (transaction) => {
    const { tenant, store, location } = shop
    const levels = await setOpeningStock(transaction, tenant, store, location, stock)
    const changes = [
      changeOf(CATALOGUE, catalogue),
      changeOf(PRICING, prices),
      changeOf(stockFeed(store), levels),
    ]
    return { value: undefined, changes }
  })
  return { ...shop, goods }
}

function catalogueOf(
  { random }: Backend,
  chance: Chance,
  goods: readonly Goods[],
): CatalogueDocument[] {
  const department = random.id()
  const product = random.id()
  return [
    { id: department, kind: 'department', name: 'All', position: 1, hue: 0 },
    { id: product, kind: 'product', name: 'Goods', brand: '', department, description: '' },
    ...goods.flatMap(({ variant, item }, index): CatalogueDocument[] => {
      const sku = `SKU-${String(index)}`
      const name = `Goods ${String(index)}`
      const taxClass = chance.pick(['standard', 'reduced'])
      return [
        { id: item, kind: 'item', sku, name, unit: 'piece' },
        {
          ...{ id: variant, kind: 'variant', product, department, name, size: '', sku },
          ...{ taxClass, unit: 'piece', rank: 0, items: [{ item, quantity: ONE }] },
        },
      ]
    }),
  ]
}

function priceOf({ random }: Backend, chance: Chance, variant: string, list: string): Price {
  const price = unitPrice(chance.between(1, 2000) * UNIT_PRICE_SCALE)
  return { id: random.id(), kind: 'price', variant, list, from: 0, to: null, unitPrice: price }
}

/** The shop of a seed: one store with few goods on the shelf, so that tills run out of them. */
import { timingSafeEqual } from 'node:crypto'
import type { Backend } from '../../src/backend/backend.ts'
import { writeCatalogue } from '../../src/backend/importing/write-catalogue.ts'
import { createCoupons } from '../../src/backend/pricing/coupons.ts'
import { createPromotion } from '../../src/backend/pricing/promotions.ts'
import { COUNTRIES } from '../../src/backend/setup/countries.ts'
import { type FoundedShop, foundShop } from '../../src/backend/setup/found-shop.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import type { CatalogueDocument } from '../../src/domain/catalogue/documents.ts'
import type { Price } from '../../src/domain/catalogue/pricing.ts'
import { minor, UNIT_PRICE_SCALE, unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import type { PinHasher } from '../../src/ports/secrets.ts'
import type { Chance } from './chance.ts'
import { PIN } from './till/cashier.ts'
import { POINT_WORTH } from './till/paying.ts'
import { quickHash } from './quick-hash.ts'

const GOODS = 8
const OPENING_MOST = 12
/** Few, so that two tills are brought the same one. */
const COUPONS = 3
/** One, so that two tills draw from the same. */
const CARDS = ['CARD000001'] as const
/** What a till that cannot ask draws from an account. */
const DRAWN_OFFLINE_MOST = minor(1500)
/** Points that such a till lets pay. */
const POINTS_OFFLINE_MOST = 20
/** What may go back in one cart without the backend's word: a few pieces. */
export const RETURNED_OFFLINE_MOST = minor(4000)

/** What is sold: one variant of one inventory item each. */
export interface Goods {
  readonly variant: string
  readonly item: string
}

export interface SimulatedShop extends FoundedShop {
  readonly goods: readonly Goods[]
  /** Codes that are good for one sale each. */
  readonly coupons: readonly string[]
  /** Codes of gift cards that may be sold, loaded again and drawn from. */
  readonly cards: readonly string[]
  /** Every price that a variant ever had. */
  readonly prices: ReadonlyMap<string, Set<number>>
}

/** Its people are not what is tried here: a hash that costs nothing. */
export const quickHasher: PinHasher = {
  hash: (pin, salt) => Promise.resolve(new Uint8Array(quickHash(pin, salt))),
  same: (a, b) => timingSafeEqual(a, b),
}

export async function openShop(backend: Backend, chance: Chance): Promise<SimulatedShop> {
  const shop = await foundShop(backend, {
    country: { ...COUNTRIES.DE, locale: 'en' },
    ...{ name: 'Corner shop', address: ['Main street 1'], taxNumber: '12/345/67890' },
    ...{ receiptHeader: [], receiptFooter: [] },
    staff: [{ name: 'Ada', role: 'manager', pin: PIN }],
    loyalty: { perUnit: 1000, excluded: [], worth: POINT_WORTH, offlineMost: POINTS_OFFLINE_MOST },
    ways: {
      cashRounding: 5,
      foreignCash: [{ currency: 'CHF', rate: 1_073_100, date: '2026-11-26', denominations: [] }],
      tips: { offered: [] },
      giftCards: { amounts: [], offlineMost: DRAWN_OFFLINE_MOST },
      customerAccounts: {
        'store-credit': { offlineMost: DRAWN_OFFLINE_MOST },
        'on-account': { offlineMost: DRAWN_OFFLINE_MOST },
      },
      // Its days pass in leaps: nobody could stay signed in.
      staffing: { lockAfterMinutes: 0, trustedOfflineDays: 0 },
      returns: { windowDays: 30, offlineLimit: RETURNED_OFFLINE_MOST, salesKeptDays: 60 },
    },
  })
  const { random } = backend
  const goods = Array.from({ length: GOODS }, () => ({ variant: random.id(), item: random.id() }))
  const catalogue = catalogueOf(backend, chance, goods)
  const prices = goods.map(({ variant }) => priceOf(backend, chance, variant, shop.priceList))
  const stock = goods.map(({ item }, index) => {
    // Of the first there is one from the beginning: two tills will want it.
    return { item, quantity: pieces(index === 0 ? 1 : chance.between(0, OPENING_MOST)) }
  })
  await writeCatalogue(backend, await shopOf(backend), { catalogue, prices, stock })
  const known = prices.map(({ variant, unitPrice: price }) => [variant, new Set([price])] as const)
  const coupons = await makeCoupons(backend, shop.tenant)
  return { ...shop, goods, coupons, cards: CARDS, prices: new Map<string, Set<number>>(known) }
}

/** Each is good for one sale, whichever till it is brought to. */
async function makeCoupons(backend: Backend, tenant: string): Promise<string[]> {
  const everything = { variants: [], departments: [], except: [] }
  const made = await createPromotion(backend, tenant, {
    ...{ name: 'A tenth off', from: 0, to: null, hours: [], stores: [], groups: [], limit: null },
    ...{ needsCoupon: true, stackable: false, priority: 0 },
    rule: { kind: 'cart-percent', target: everything, minimum: minor(0), rate: rate(100_000) },
  })
  if (!made.ok) throw new Error(made.failure.code)
  const codes = Array.from({ length: COUPONS }, (_, index) => `ONCE${String(index)}`)
  await createCoupons(backend, tenant, { promotion: made.value.id, codes, singleUse: true })
  return codes
}

/** Something costs another price from now on. */
export async function changePrice(
  backend: Backend,
  chance: Chance,
  { goods, priceList, prices }: SimulatedShop,
): Promise<string> {
  const { variant } = chance.pick(goods)
  const price = priceOf(backend, chance, variant, priceList)
  // Before it is written: a till may sell at it the moment that it is.
  prices.get(variant)?.add(price.unitPrice)
  const news = { catalogue: [], prices: [price], stock: [] }
  await writeCatalogue(backend, await shopOf(backend), news)
  return `${variant} costs ${String(price.unitPrice)} from now on`
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

async function shopOf({ database }: Backend): Promise<Shop> {
  const shop = await firstShop(database)
  if (!shop) throw new Error('the shop was founded a moment ago')
  return shop
}

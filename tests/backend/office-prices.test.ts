/** What the office asks about promotions, coupons and prices, as it is answered. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { importFile } from '../../src/backend/importing/import-file.ts'
import { countCoupons, makeCoupons } from '../../src/backend/pricing/coupons.ts'
import { goodsOfList } from '../../src/backend/pricing/listed-goods.ts'
import { previewPriceFile, setPriceFile } from '../../src/backend/pricing/price-file.ts'
import {
  createPriceList,
  setPrices,
  usedPriceLists,
} from '../../src/backend/pricing/price-lists.ts'
import { promotionGround } from '../../src/backend/pricing/promotion-ground.ts'
import {
  createPromotion,
  endPromotion,
  listPromotions,
} from '../../src/backend/pricing/promotions.ts'
import { setSettings } from '../../src/backend/setup/settings.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import { goodsOfListSchema } from '../../src/contract/backend/price-lists.ts'
import {
  COUPONS_LIMIT,
  listedPromotionsSchema,
  promotionGroundSchema,
  promotionInputSchema,
  PROMOTIONS_SHOWN,
} from '../../src/contract/backend/promotions.ts'
import type { Result } from '../../src/domain/failure.ts'
import { unitPrice } from '../../src/domain/money.ts'
import type { Rule } from '../../src/domain/pricing/promotion.ts'
import { cents, EVERYTHING, percent, promotion } from '../fixtures/pricing.ts'
import { clock, enrolTerminal, openStage, random, type Stage } from './stage.ts'

const DAY = 86_400_000
const tenth: Rule = { kind: 'percent', target: EVERYTHING, rate: percent(10) }

let stage: Stage
let shop: Shop
const groceries = new URL('../../build/demo-shop/groceries.csv', import.meta.url)

beforeAll(async () => {
  stage = await openStage()
  const found = await firstShop(stage.backend.database)
  if (found === undefined) throw new Error('no shop was founded')
  shop = found
  const content = readFileSync(groceries, 'utf8').split('\n').slice(0, 90).join('\n')
  const input = { format: 'groceries', content, preview: false, invent: { seed: 1 } } as const
  expect(await importFile(stage.backend, shop, input)).toMatchObject({ ok: true })
})
afterAll(() => stage.close())

const database = () => stage.backend.database
const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const create = async (rule: Rule, changes: object = {}) => {
  const { id: _, kind: __, ...input } = promotion('x', rule)
  const wanted = promotionInputSchema.parse({ ...input, ...changes })
  return valueOf(await createPromotion(stage.backend, shop.tenant, wanted))
}
const list = async (state: 'open' | 'running' | 'planned' | 'ended', skip = 0) => {
  const asked = { state, skip, now: clock.now() }
  return listedPromotionsSchema.parse(await listPromotions(database(), shop.tenant, asked))
}
const goods = async (asked: object = {}, of = shop.priceList) => {
  const { tenant } = shop
  const wanted = { list: of, skip: 0, now: clock.now(), ...asked }
  return goodsOfListSchema.parse(await goodsOfList(database(), tenant, wanted))
}

describe('promotions at the office', () => {
  it('are told by their state, page by page, with the names of their first goods', async () => {
    const [first, second, third, fourth] = (await goods()).goods
    const variants = [first, second, third, fourth].map((each) => each?.variant ?? '')
    const running = await create({ ...tenth, target: { ...EVERYTHING, variants } })
    const planned = await create(tenth, { from: clock.now() + DAY })
    expect((await list('running')).promotions).toEqual([running])
    expect((await list('planned')).promotions).toEqual([planned])
    expect((await list('open')).promotions).toEqual([planned, running])
    const { named } = await list('running')
    const told = new Map(named.map(({ id, name }) => [id, name]))
    for (const each of [first, second, third]) {
      expect(told.get(each?.variant ?? '')).toBe(each?.name)
    }
    expect(named).toHaveLength(3)
    for (const { id } of [running, planned]) {
      await endPromotion(stage.backend, shop.tenant, { promotion: id, at: null })
    }
    expect((await list('open')).promotions).toEqual([])
    for (let made = 0; made <= PROMOTIONS_SHOWN; made += 1) await create(tenth)
    const page = await list('running')
    expect([page.promotions.length, page.hasMore]).toEqual([PROMOTIONS_SHOWN, true])
    const rest = await list('running', PROMOTIONS_SHOWN)
    expect([rest.promotions.length, rest.hasMore]).toEqual([1, false])
  })

  it('are made once, however often the same one is asked for', async () => {
    const id = random.id()
    const made = await create(tenth, { promotion: id })
    const again = await create(tenth, { promotion: id, name: 'Another' })
    expect([made.id, again]).toEqual([id, made])
  })

  it('are told what they can name, and what a cart is priced by', async () => {
    const ground = promotionGroundSchema.parse(await promotionGround(database(), shop))
    expect(ground).toMatchObject({ priceList: shop.priceList, taxIncluded: true, groups: [] })
    expect(ground.departments.length).toBeGreaterThan(1)
    expect(ground.taxClasses.map(({ code }) => code)).toContain('standard')
  })
})

describe('coupons made here', () => {
  it('are codes of their own, counted as free, claimed and used', async () => {
    const { id } = await create(tenth, { needsCoupon: true })
    const wanted = { promotion: id, count: 40, singleUse: true }
    const made = valueOf(await makeCoupons(stage.backend, shop.tenant, wanted))
    expect(new Set(made.map(({ code }) => code)).size).toBe(40)
    for (const { code } of made) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{12}$/)
    const terminal = await enrolTerminal(stage)
    const claim = { id: random.id(), kind: 'coupon', key: made[0]?.code ?? '', amount: 1 } as const
    await takeClaim(stage.backend, terminal, { ...claim, draft: random.id() })
    const several = { ...wanted, count: 2, singleUse: false }
    expect(valueOf(await makeCoupons(stage.backend, shop.tenant, several))).toHaveLength(2)
    const count = (now: number) => countCoupons(database(), shop.tenant, id, now)
    const counted = { made: 42, reusable: 2, used: 0, claimed: 1, free: 39, uses: 0 }
    const unused = { used: 0, claimed: 0, most: null }
    const { codes, ...numbers } = await count(clock.now())
    // A code that is good once is told by nothing that counts it.
    expect([numbers, codes]).toMatchObject([counted, [unused, unused]])
    // What was promised to a cart that nobody finished is free again.
    expect(await count(clock.now() + DAY)).toMatchObject({ claimed: 0, free: 40 })
    await database()
      .updateTable('claimable')
      .set({ taken: 1, held: 0 })
      .where('key', '=', claim.key)
      .execute()
    expect(await count(clock.now())).toMatchObject({ used: 1, uses: 1, claimed: 0, free: 39 })
  })

  it('are no more than every till can keep', async () => {
    const { id } = await create(tenth, { needsCoupon: true })
    const wanted = { promotion: id, count: 1000, singleUse: true }
    await sql`
      insert into coupon (tenant, id, code, promotion, single_use)
      select ${shop.tenant}, 'made ' || n, 'MADE' || n, ${id}, true
      from generate_series(1, ${COUPONS_LIMIT - 1000}) as each (n)
    `.execute(database())
    expect(valueOf(await makeCoupons(stage.backend, shop.tenant, wanted))).toHaveLength(1000)
    const more = await makeCoupons(stage.backend, shop.tenant, { ...wanted, count: 1 })
    expect(more).toMatchObject({ failure: { code: 'limit-coupons', details: { limit: 20_000 } } })
  })
})

describe('the goods of a price list', () => {
  it('are found by words, SKU and barcode, with the price of now and what is coming', async () => {
    const [one] = (await goods()).goods
    if (!one?.now) throw new Error('the first of the goods has a price')
    const { variant, sku } = one
    const { gtin } = await database()
      .selectFrom('barcode')
      .select('gtin')
      .where('variant', '=', variant)
      .executeTakeFirstOrThrow()
    for (const text of [one.name.toUpperCase(), sku, gtin]) {
      expect((await goods({ text })).goods.map((each) => each.variant)).toContain(variant)
    }
    const from = clock.now() + DAY
    const price = { variant, unitPrice: cents(77), from, to: null }
    const wanted = { list: shop.priceList, prices: [price] }
    valueOf(await setPrices(stage.backend, shop.tenant, wanted))
    expect((await goods({ only: 'coming' })).goods).toEqual([
      { ...one, coming: [{ unitPrice: cents(77), from, to: null }] },
    ])
    const later = await goods({ only: 'coming', now: from })
    expect(later.goods).toEqual([])
  })

  it('have no price on a new list, which says who uses it', async () => {
    const { lists } = valueOf(await createPriceList(stage.backend, shop, 'Trade'))
    const trade = lists.find(({ name }) => name === 'Trade')
    expect(trade).toMatchObject({ stores: [], groups: [] })
    const id = trade?.id ?? ''
    const customerGroups = [{ id: random.id(), name: 'Bakers', list: id }]
    valueOf(await setSettings(stage.backend, shop, { customerGroups }))
    const used = await usedPriceLists(database(), shop.tenant)
    const own = used.lists.find((each) => each.id === shop.priceList)
    expect(own?.stores).toHaveLength(1)
    const groups = [{ store: own?.stores[0], name: 'Bakers' }]
    expect(used.lists.find((each) => each.id === id)?.groups).toEqual(groups)
    expect((await goods({ only: 'priced' }, id)).goods).toEqual([])
    expect((await goods({ only: 'unpriced' }, id)).goods).toHaveLength(50)
  })
})

describe('a file of prices', () => {
  const inputOf = (content: string) => ({ list: shop.priceList, content, from: null })
  const read = async (content: string) =>
    valueOf(await setPriceFile(stage.backend, shop.tenant, inputOf(content)))
  const preview = async (content: string) =>
    valueOf(await previewPriceFile(stage.backend, shop.tenant, inputOf(content)))
  const priceOf = async (sku: string) => {
    return (await goods({ text: sku })).goods.find((each) => each.sku === sku)?.now?.unitPrice
  }

  it('sets all its prices or, as long as a line is at fault, none', async () => {
    const [one, two, three] = (await goods({ only: 'priced' })).goods
    if (!one || !two?.now || !three) throw new Error('there are goods with a price')
    const before = await priceOf(one.sku)
    const lines = [`${one.sku};12,34`, `${two.sku};0,005`, `'${three.sku};3`]
    const wrong = [`;1`, `NOBODY;1`, `${one.sku};2`, `${three.sku}x;dear`, `${three.sku};1;2`]
    const faulty = await read(['SKU;Price', ...lines, ...wrong].join('\r\n'))
    expect([faulty.lines, faulty.faulty, faulty.isSet]).toEqual([8, 5, false])
    expect(faulty.faults.map(({ line, fault }) => [line, fault])).toEqual([
      ...[[5, 'goods-unnamed'] as const, [6, 'goods-unknown'] as const, [7, 'twice'] as const],
      ...[[8, 'goods-unknown'] as const, [9, 'fields'] as const],
    ])
    expect(await priceOf(one.sku)).toBe(before)
    const seen = await preview(['SKU;Price', ...lines].join('\n'))
    expect([seen.changed, seen.faulty, seen.isSet]).toEqual([3, 0, false])
    expect(seen.changes[0]).toEqual({
      ...{ line: 2, name: one.name, was: before, unitPrice: cents(1234) },
    })
    expect(await priceOf(one.sku)).toBe(before)
    expect(await read(['SKU;Price', ...lines].join('\n'))).toMatchObject({ isSet: true })
    expect(await priceOf(one.sku)).toBe(cents(1234))
    expect(await priceOf(two.sku)).toBe(unitPrice(5000))
    // Read again there is nothing left to set.
    expect(await read(['SKU;Price', ...lines].join('\n'))).toMatchObject({ changed: 0 })
  })

  it('says which column is missing, and that a price cannot be read', async () => {
    expect((await read('name,price\nMilk,1')).faults[0]).toMatchObject({ fault: 'columns' })
    const [one] = (await goods({ only: 'priced' })).goods
    const { faults } = await read(`sku,price\n${one?.sku ?? ''},"1,234.50"`)
    expect(faults).toEqual([{ line: 2, fault: 'price', value: '1,234.50' }])
  })
})

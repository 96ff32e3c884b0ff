import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import { importFile } from '../../src/backend/importing/import-file.ts'
import { receive } from '../../src/backend/intake/receive.ts'
import { promotionsOf } from '../../src/backend/pricing/known.ts'
import { createCoupons } from '../../src/backend/pricing/coupons.ts'
import {
  createPromotion,
  endPromotion,
  listPromotions,
} from '../../src/backend/pricing/promotions.ts'
import { quote } from '../../src/backend/pricing/quote.ts'
import { firstShop, type Shop } from '../../src/backend/setup/shop.ts'
import { quoteOutputSchema } from '../../src/contract/backend/pricing.ts'
import { promotionInputSchema } from '../../src/contract/backend/promotions.ts'
import { EMPTY_DETAILS } from '../../src/domain/customer/customer.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { NO_PROMOTIONS } from '../../src/domain/pricing/prepare.ts'
import type { Rule } from '../../src/domain/pricing/promotion.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { emptyDraft, type Draft } from '../../src/domain/selling/draft.ts'
import { priceDraft, type PricingRules } from '../../src/domain/selling/priced-cart.ts'
import { pricingOf } from '../../src/domain/selling/sale-pricing.ts'
import { saleLinesOf } from '../../src/domain/selling/sale.ts'
import { EVERYTHING, percent, promotion } from '../fixtures/pricing.ts'
import { clock, enrolTerminal, Journal, openStage, random, type Stage } from './stage.ts'

let stage: Stage
let shop: Shop
/** Some goods of the shop, as a till would ring them. */
let goods: Draft['lines']
const groceries = new URL('../../build/demo-shop/groceries.csv', import.meta.url)

beforeAll(async () => {
  stage = await openStage()
  const found = await firstShop(stage.backend.database)
  if (found === undefined) throw new Error('no shop was founded')
  shop = found
  // A dozen goods are enough to price.
  const content = readFileSync(groceries, 'utf8').split('\n').slice(0, 40).join('\n')
  const input = { format: 'groceries', content, preview: false, invent: { seed: 1 } } as const
  expect(await importFile(stage.backend, shop, input)).toMatchObject({ ok: true })
  goods = await someGoods()
})
afterAll(() => stage.close())

async function someGoods(): Promise<Draft['lines']> {
  const rows = await stage.backend.database
    .selectFrom('variant')
    .innerJoin('price', 'price.variant', 'variant.id')
    .innerJoin('tax_class', 'tax_class.code', 'variant.tax_class')
    .where('variant.tenant', '=', shop.tenant)
    .orderBy('variant.id')
    .limit(12)
    .select(['variant.id', 'variant.name', 'variant.department', 'variant.tax_class'])
    .select(['price.unit_price', 'tax_class.rates'])
    .execute()
  return rows.map((row) => ({
    ...{ id: random.id(), variant: row.id, barcode: null, name: row.name, size: '' },
    ...{ unit: 'piece', department: row.department, quantity: pieces(1), price: null },
    ...{ unitPrice: row.unit_price as never, taxClass: row.tax_class, rates: row.rates },
    ...{ items: [], addedAt: 0 },
  }))
}

const database = () => stage.backend.database
const inputOf = (rule: Rule, changes: object = {}) => {
  const { id: _, kind: __, ...input } = promotion('x', rule)
  return promotionInputSchema.parse({ ...input, ...changes })
}
const create = async (rule: Rule, changes: object = {}) => {
  const made = await createPromotion(stage.backend, shop.tenant, inputOf(rule, changes))
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const couponsOf = async (input: Parameters<typeof createCoupons>[2]) => {
  const made = await createCoupons(stage.backend, shop.tenant, input)
  if (!made.ok) throw new Error(made.failure.code)
  return made.value
}
const tenth: Rule = { kind: 'percent', target: EVERYTHING, rate: percent(10) }
const end = (id: string) => endPromotion(stage.backend, shop.tenant, { promotion: id, at: null })

const draftOf = (counts: readonly number[], at: number): Draft => ({
  ...{ ...emptyDraft(random.id(), at), version: 1 },
  lines: goods.flatMap((line, place) => {
    const count = counts[place] ?? 0
    return count === 0 ? [] : [{ ...line, id: random.id(), quantity: pieces(count) }]
  }),
})
const tillRules = async (): Promise<PricingRules> => ({
  store: { id: shop.store, zone: shop.zone },
  taxIncluded: shop.taxIncluded,
  promotions: await promotionsOf(database(), shop.tenant),
})

/** The fact as a till with these promotions makes it. */
function soldBy(draft: Draft, rules: PricingRules): Fact<'sale-completed'> {
  const priced = priceDraft(draft, rules)
  const { subtotal, tax, total, taxes, engine } = priced
  const body = {
    ...{ sale: draft.id, number: 1, receipt: 'T1-1-000001', currency: 'EUR', engine },
    ...{ taxIncluded: true, priceList: shop.priceList, openedAt: draft.openedAt, removals: [] },
    ...{ lines: saleLinesOf(draft.lines, priced), pricing: pricingOf(draft, priced, rules) },
    ...{ taxes, subtotal, tax, total, change: 0, movements: [], marks: [] },
    tenders: [{ kind: 'cash', amount: total }],
  }
  return { kind: 'sale-completed', body } as unknown as Fact<'sale-completed'>
}

async function differences() {
  const { exceptions } = await exceptionsOf(database(), shop.tenant)
  return exceptions.filter((each) => each.kind === 'price-difference')
}

describe('a promotion', () => {
  it('comes down to the tills, and what ended comes down as ended', async () => {
    const made = await create(tenth, { name: 'Tenth off' })
    const terminal = await enrolTerminal(stage)
    const request = { collection: 'pricing', after: undefined, limit: 10_000 } as const
    const pulled = await pull(stage.backend, terminal, request)
    expect(pulled.documents).toContainEqual({ ...made, _deleted: false })
    const ended = await end(made.id)
    expect(ended?.to).toBeLessThanOrEqual(clock.now())
    const since = await pull(stage.backend, terminal, { ...request, after: pulled.checkpoint })
    expect(since.documents).toEqual([{ ...ended, _deleted: false }])
    const listed = { state: 'ended', skip: 0, now: clock.now() } as const
    const { promotions } = await listPromotions(database(), shop.tenant, listed)
    expect(promotions).toContainEqual(ended)
    expect(await end(random.id())).toBeUndefined()
  })

  it('never begins in the past, nor ends before it begins', async () => {
    const before = clock.now()
    const made = await create(tenth, { from: 5 })
    expect(made.from).toBeGreaterThanOrEqual(before)
    await end(made.id)
    const backwards = inputOf(tenth, { from: before + 10_000_000, to: before + 1 })
    expect(await createPromotion(stage.backend, shop.tenant, backwards)).toMatchObject({
      failure: { code: 'input-invalid' },
    })
  })

  it('has coupons only where it asks for them, each code once', async () => {
    const open = await create(tenth)
    const codes = ['Spring-10', 'spring 10', 'OTHER']
    const input = { promotion: open.id, codes, singleUse: false }
    expect(await createCoupons(stage.backend, shop.tenant, input)).toMatchObject({
      failure: { code: 'not-found' },
    })
    await end(open.id)
    const bound = await create(tenth, { needsCoupon: true })
    const coupons = await couponsOf({ ...input, promotion: bound.id })
    expect(coupons.map(({ code }) => code)).toEqual(['SPRING10', 'OTHER'])
    const again = { ...input, promotion: bound.id, codes: ['SPRING10', 'THIRD'] }
    const more = await couponsOf(again)
    expect(more.map(({ code }) => code)).toEqual(['THIRD'])
    const asked = {
      lines: [{ variant: goods[0]?.variant ?? '', quantity: pieces(1) }],
      coupons: ['spring-10', 'NONE'],
    }
    const answer = await quote(stage.backend, { ...shop, now: clock.now() }, asked)
    expect(quoteOutputSchema.parse(answer).couponsRefused).toEqual(['NONE'])
    expect(answer.discount).toBeGreaterThan(0)
    await end(bound.id)
  })
})

describe('the price of a web cart', () => {
  it('is the till’s for the same goods, promotions and moment, to the cent', async () => {
    const [first = '', second = '', third = ''] = goods.map(({ variant }) => variant ?? '')
    const of = (...variants: string[]) => ({ ...EVERYTHING, variants })
    const rules: Rule[] = [
      { kind: 'percent', target: of(first, second), rate: percent(15) },
      { kind: 'mix-and-match', target: of(first, second, third), count: 3, price: minor(400) },
      { ...{ kind: 'buy-get', rate: percent(50) }, ...pairOf(of(second, third)) },
      { kind: 'cart-amount', target: EVERYTHING, minimum: minor(2000), amount: minor(333) },
    ]
    const made = []
    for (const rule of rules) made.push(await create(rule))
    const till = await tillRules()
    const carts = fc.array(fc.nat({ max: 4 }), { minLength: goods.length, maxLength: goods.length })
    await fc.assert(
      fc.asyncProperty(carts, async (counts) => {
        const now = clock.now()
        const draft = draftOf(counts, now)
        const lines = draft.lines.map(({ variant, quantity }) => ({
          ...{ variant: variant ?? '', quantity },
        }))
        const web = await quote(stage.backend, { ...shop, now }, { lines, coupons: [] })
        const { total, tax, discount } = priceDraft(draft, till)
        expect(web).toMatchObject({ total, tax, discount, version: till.promotions.version })
      }),
      { seed: 20_261_126, numRuns: 100 },
    )
    const unknown = { variant: random.id(), quantity: pieces(1) }
    const asked = { lines: [unknown], coupons: [] }
    const answer = await quote(stage.backend, { ...shop, now: clock.now() }, asked)
    expect(answer).toMatchObject({ lines: [], unavailable: [unknown.variant], total: 0 })
    for (const { id } of made) await end(id)
  })
})

function pairOf(target: typeof EVERYTHING) {
  return { buy: { target, count: 1 }, get: { target, count: 1 } }
}

describe('a sale that comes in', () => {
  it('is priced anew, and stands with both computations where they differ', async () => {
    const made = await create(tenth)
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    journal.open()
    const at = clock.now()
    const rules = await tillRules()
    journal.append(soldBy(draftOf([1, 2, 3], at), rules))
    await receive(stage.backend, terminal, journal.entries)
    expect(await differences()).toEqual([])
    // A till that never heard of the promotion takes the full price.
    const deaf = { ...rules, promotions: NO_PROMOTIONS }
    const fact = soldBy(draftOf([1, 2, 3], at), deaf)
    const body = { ...fact.body, number: 2, receipt: 'T1-1-000002' }
    journal.append({ kind: 'sale-completed', body })
    await receive(stage.backend, terminal, journal.entries)
    const [found, ...others] = await differences()
    expect(others).toEqual([])
    expect(found).toMatchObject({ receipt: body.receipt, told: { total: body.total } })
    if (found?.kind !== 'price-difference') throw new Error('no difference was found')
    expect(found.computed.total).toBeLessThan(found.told.total)
    expect(found.told.lines).toHaveLength(3)
    expect(found.computed.version).toBe(rules.promotions.version)
    await end(made.id)
  })

  it('by another group’s list stands, and is told with its customer’s own price', async () => {
    const { tenant, store } = shop
    const [group, list, price] = [random.id(), random.id(), random.id()]
    const [milk] = goods
    if (!milk) throw new Error('no goods')
    const cheap = (milk.unitPrice - 50_000) as typeof milk.unitPrice
    const from = { valid_from: 0, valid_to: null }
    const row = { tenant, id: price, variant: milk.variant ?? '', list, unit_price: cheap }
    await database()
      .insertInto('price')
      .values({ ...row, ...from })
      .execute()
    const customerGroups = [{ id: group, name: 'Staff', list }]
    const rule = JSON.stringify({ customerGroups })
    await sql`update store set settings = settings || ${rule}::jsonb where id = ${store}`.execute(
      database(),
    )
    const customerIn = async (groups: readonly string[], merged_into: string | null = null) => {
      const id = random.id()
      const details = JSON.stringify({ ...EMPTY_DETAILS, name: 'Ada', groups })
      const kept = { phone_key: '', email_key: '', created_at: 0, changed_at: 0 }
      await database()
        .insertInto('customer')
        .values({ tenant, id, details, ...kept, merged_into })
        .execute()
      return id
    }
    const terminal = await enrolTerminal(stage)
    const journal = new Journal(terminal)
    journal.open()
    const rules = await tillRules()
    const sell = (customer: string, number: number) => {
      const line = { ...milk, id: random.id(), price, unitPrice: cheap }
      const buyer = { groups: [group], exempt: false }
      const draft = { ...emptyDraft(random.id(), clock.now()), lines: [line], buyer }
      const { body } = soldBy(draft, rules)
      const receipt = `T9-1-00000${String(number)}`
      journal.append({ kind: 'sale-completed', body: { ...body, number, receipt, customer } })
    }
    const known = (await differences()).length
    sell(await customerIn([group]), 1)
    sell(await customerIn([]), 2)
    // A till that has not heard that two merges made them one of the group.
    sell(await customerIn([], await customerIn([], await customerIn([group]))), 3)
    await receive(stage.backend, terminal, journal.entries)
    const found = await differences()
    expect(found).toHaveLength(known + 1)
    const told = found.find((each) => each.receipt === 'T9-1-000002')
    expect(told).toMatchObject({ computed: { total: (told?.told.total ?? 0) + 5 } })
  })
})

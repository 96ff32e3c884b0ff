import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { hashUnder, keyOf } from '../../src/backend/access/keyed-hash.ts'
import { takeClaim } from '../../src/backend/claims/take.ts'
import { purchasesOf } from '../../src/backend/customers/purchases.ts'
import { buyerOf } from '../../src/backend/pricing/buyer.ts'
import { createPriceList, setPrices } from '../../src/backend/pricing/price-lists.ts'
import { countCoupons, createCoupons } from '../../src/backend/pricing/coupons.ts'
import { createPromotion } from '../../src/backend/pricing/promotions.ts'
import { quote } from '../../src/backend/pricing/quote.ts'
import { readDashboard } from '../../src/backend/reports/read.ts'
import { findSales } from '../../src/backend/sales/find.ts'
import { setSettings } from '../../src/backend/setup/settings.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { saleLineKey } from '../../src/domain/claim.ts'
import { EVERYTHING, percent, promotion } from '../fixtures/pricing.ts'
import { serve } from './served-stage.ts'
import { clock, random, saleFact } from './stage.ts'
import { openTill, openWebStage, saleOfOrder, type WebStage } from './web-stage.ts'

let stage: WebStage
let till: Awaited<ReturnType<typeof openTill>>
beforeAll(async () => {
  stage = await openWebStage()
  till = await openTill(stage)
})
afterAll(() => stage.close())

const { database, tenant } = {
  database: () => stage.backend.database,
  tenant: () => stage.shop.tenant,
}
const pointsOf = async (customer: string) => {
  const row = await database()
    .selectFrom('customer')
    .select('points')
    .where('id', '=', customer)
    .executeTakeFirstOrThrow()
  return row.points
}
const outcomeOf = async (wish: Parameters<WebStage['order']>[0]) => {
  const answer = await stage.order(wish)
  return answer.ok ? answer.value : answer.failure
}
const online = (amount: number) => ({ provider: 'Payer', reference: random.id(), amount })

/** A sale of a till for one of its customers, with what else a body says. */
function sold(changes: Partial<Fact<'sale-completed'>['body']>): Fact<'sale-completed'> {
  const fact = saleFact(stage.shop, [])
  const goods = saleFact(stage.shop, [{ item: random.id(), quantity: 1000 }])
  return { ...fact, body: { ...goods.body, movements: [], ...changes } }
}

describe('points', () => {
  it('are earned and redeemed in both channels, and never more online than there are', async () => {
    const customer = await till.customer({ name: 'Ida', email: 'ida@example.org' })
    await till.tell(sold({ customer, points: { earned: 300, redeemed: 0 } }))
    const cup = await stage.goods(500, 20)
    const paid = { customer, points: 200, payment: online(300), total: 500 }
    const first = stage.wish([[cup, 1]], paid)
    // One for each unit that money paid.
    expect(await outcomeOf(first)).toMatchObject({
      ...{ outcome: 'placed', order: { points: { earned: 3, redeemed: 200 } } },
    })
    expect(await pointsOf(customer)).toBe(103)
    const much = { customer, points: 104, payment: online(396), total: 500 }
    expect(await outcomeOf(stage.wish([[cup, 1]], much))).toMatchObject({
      ...{ code: 'points-short', details: { left: 103 } },
    })
    const held = { id: random.id(), kind: 'points', key: customer, amount: 100 } as const
    await takeClaim(stage.backend, till.terminal, { ...held, draft: random.id() })
    const few = { customer, points: 4, payment: online(496), total: 500 }
    expect(await outcomeOf(stage.wish([[cup, 1]], few))).toMatchObject({ code: 'points-short' })
    const guest = { points: 1, payment: online(499), total: 500 }
    expect(await outcomeOf(stage.wish([[cup, 1]], guest))).toMatchObject({
      code: 'points-not-taken',
    })
    const purchases = await purchasesOf(database(), tenant(), customer)
    expect(purchases.find(({ sale }) => sale === first.order)?.channel).toBe('web')
    expect(purchases.map(({ channel }) => channel).toSorted()).toEqual(['counter', 'web'])
  })
})

describe('a gift card', () => {
  it('pays online what is on it, and not a cent more', async () => {
    const code = 'GIFT0123456789'
    const account = hashUnder(await keyOf(database(), tenant()), code)
    const load = { kind: 'gift-card', account, lastFour: '6789' } as const
    const [line] = sold({}).body.lines
    const one = { quantity: 1000, unitPrice: 10_000_000, taxClass: 'none', variant: null }
    const money = { ...line, ...one, amount: 1000, load, discountable: false }
    const total = { total: 1000, subtotal: 1000, tenders: [{ kind: 'cash', amount: 1000 }] }
    await till.tell(sold({ lines: [money], ...total } as never))
    const cup = await stage.goods(800, 20)
    const paid = (amount: number, typed = 'gift-0123 456789') => ({
      ...{ giftCards: [{ code: typed, amount }], payment: online(800 - amount), total: 800 },
    })
    expect(await outcomeOf(stage.wish([[cup, 1]], paid(700)))).toMatchObject({ outcome: 'placed' })
    expect(await outcomeOf(stage.wish([[cup, 1]], paid(301)))).toMatchObject({
      ...{ code: 'gift-card-short', details: { left: 300 } },
    })
    expect(await outcomeOf(stage.wish([[cup, 1]], paid(1, 'OTHER123456789')))).toMatchObject({
      code: 'gift-card-unknown',
    })
    const rest = await Promise.all(
      [300, 300].map((amount) => outcomeOf(stage.wish([[cup, 1]], paid(amount)))),
    )
    expect(rest.map((each) => ('outcome' in each ? each.outcome : each.code)).toSorted()).toEqual([
      'gift-card-short',
      'placed',
    ])
  })
})

describe('a price online', () => {
  it('is that of the customer’s group, in the quote and in the order', async () => {
    const cup = await stage.goods(500, 20)
    const made = await createPriceList(stage.backend, stage.web, 'Trade')
    const list = (made.ok && made.value.lists.find(({ name }) => name === 'Trade')?.id) || ''
    const prices = [{ variant: cup.variant, unitPrice: 4_000_000, from: null, to: null }]
    await setPrices(stage.backend, tenant(), { list, prices } as never)
    const group = random.id()
    const customerGroups = [{ id: group, name: 'Trade', list }]
    await setSettings(stage.backend, stage.web, {
      ...{ store: stage.web.store, customerGroups },
    })
    const customer = await till.customer({ name: 'Joiner', groups: [group] })
    const wish = stage.wish([[cup, 2]], { customer, total: 800 })
    const shop = { ...stage.web, now: clock.now() + 1 }
    const buyer = await buyerOf(database(), tenant(), customer)
    expect((await quote(stage.backend, shop, wish, buyer)).total).toBe(800)
    expect((await quote(stage.backend, shop, wish)).total).toBe(1000)
    expect(await outcomeOf(wish)).toMatchObject({ outcome: 'placed' })
    expect(await outcomeOf(stage.wish([[cup, 2]], { total: 800 }))).toMatchObject({
      ...{ outcome: 'price-changed', quote: { total: 1000 } },
    })
  })

  it('is lowered once by a code that is good for one sale', async () => {
    const cup = await stage.goods(1000, 20)
    const {
      id: _,
      kind: __,
      ...rule
    } = promotion('x', {
      ...{ kind: 'percent', target: { ...EVERYTHING, variants: [cup.variant] } },
      rate: percent(10),
    })
    const made = await createPromotion(stage.backend, tenant(), { ...rule, needsCoupon: true })
    const id = made.ok ? made.value.id : ''
    const input = { promotion: id, codes: ['ONCE'], singleUse: true }
    await createCoupons(stage.backend, tenant(), input)
    const wish = () => stage.wish([[cup, 1]], { coupons: ['once'], total: 900 })
    const answers = await Promise.all([outcomeOf(wish()), outcomeOf(wish())])
    const outcomes = answers.map((each) => ('outcome' in each ? each.outcome : each.code))
    expect(outcomes.toSorted()).toEqual(['placed', 'price-changed'])
    const refused = answers.find((each) => 'quote' in each)
    expect(refused).toMatchObject({ quote: { total: 1000, couponsRefused: ['ONCE'] } })
  })

  it('is lowered as often as a code is good for in all, which counts the orders too', async () => {
    const cup = await stage.goods(1000, 20)
    const target = { ...EVERYTHING, variants: [cup.variant] }
    const {
      id: _,
      kind: __,
      ...rule
    } = promotion('x', {
      ...({ kind: 'percent', target, rate: percent(10) } as const),
    })
    const made = await createPromotion(stage.backend, tenant(), { ...rule, needsCoupon: true })
    const id = made.ok ? made.value.id : ''
    const input = { promotion: id, codes: ['TWICE'], singleUse: false, uses: 2 }
    await createCoupons(stage.backend, tenant(), input)
    const wish = () => outcomeOf(stage.wish([[cup, 1]], { coupons: ['twice'], total: 900 }))
    const outcomes = [await wish(), await wish(), await wish()].map((each) =>
      'outcome' in each ? each.outcome : each.code,
    )
    expect(outcomes).toEqual(['placed', 'placed', 'price-changed'])
    const counted = await countCoupons(database(), tenant(), id, stage.backend.clock.now())
    expect(counted.codes).toEqual([{ code: 'TWICE', used: 2, claimed: 0, most: 2 }])
  })
})

describe('goods of an order', () => {
  it('come back at a till, never more than were sold', async () => {
    const cup = await stage.goods(500, 20)
    const wish = stage.wish([[cup, 2]], { total: 1000 })
    await stage.order(wish)
    const { body } = await saleOfOrder(stage, wish.order)
    const found = await findSales(database(), till.terminal, { receipt: body.receipt })
    expect(found.sales).toMatchObject([{ id: wish.order, channel: 'web', returned: {} }])
    const [line] = body.lines
    const key = saleLineKey(wish.order, line?.id ?? '')
    const claim = { kind: 'sale-line', key, draft: random.id() } as const
    const other = await openTill(stage)
    const ask = (who: typeof till, amount: number) =>
      takeClaim(stage.backend, who.terminal, { ...claim, id: random.id(), amount })
    expect(await ask(till, 2000)).toMatchObject({ value: { outcome: 'granted' } })
    expect(await ask(other, 1000)).toMatchObject({
      value: { outcome: 'refused', reason: 'used-up', remaining: 0 },
    })
  })
})

describe('an online store that runs elsewhere', () => {
  it('orders for its customers by a key of its own, until the owner takes that back', async () => {
    const served = await serve(stage)
    const owner = served.client(stage.shop.ownerToken)
    const { id, key } = await owner.shopKeys.make({ name: 'Our site' })
    const site = served.client(key)
    const cup = await stage.goods(700, 5)
    const customer = await till.customer({ name: 'Ola' })
    await owner.mail.set({
      account: { host: '127.0.0.1', port: 25, security: 'none', from: 'a@b.example' },
    } as never)
    const mail = 'ola@example.org'
    const wish = stage.wish([[cup, 1]], { customer, mail, total: 700 })
    const { lines, coupons } = wish
    expect((await site.shop.orderQuote({ lines, coupons, customer })).total).toBe(700)
    expect(await site.shop.order(wish)).toMatchObject({ outcome: 'placed' })
    expect(await site.shop.order(wish)).toMatchObject({ outcome: 'placed' })
    const mails = await database()
      .selectFrom('receipt_mail')
      .select(['sale', 'address', 'customer', 'state'])
      .execute()
    expect(mails).toEqual([{ sale: wish.order, address: mail, customer, state: 'queued' }])
    expect(await owner.shopKeys.list()).toMatchObject([{ id, name: 'Our site' }])
    const { businessDate: day } = await saleOfOrder(stage, wish.order)
    const figure = { from: day, to: day, part: 'channel', key: 'web' } as const
    const online = await owner.reports.receipts({ ...figure, channel: 'web' })
    expect(online.receipts.map(({ sale }) => sale)).toContain(wish.order)
    const atCounters = await owner.reports.receipts({ ...figure, channel: 'counter' })
    expect(atCounters.receipts).toEqual([])
    await owner.shopKeys.end({ id })
    for (const other of [site, owner, served.client(till.terminal.credential), served.client()]) {
      await expect(other.shop.order(wish)).rejects.toMatchObject({ code: 'credential-wrong' })
    }
    await served.stop()
  })
})

describe('the reports', () => {
  it('tell counter and web apart, and together come to all that was sold', async () => {
    const { from, to } = await database()
      .selectFrom('sale')
      .select(({ fn }) => [fn.min('business_date').as('from'), fn.max('business_date').as('to')])
      .where('tenant', '=', tenant())
      .executeTakeFirstOrThrow()
    const period = { from, to }
    const asked = { tenant: tenant(), store: stage.web.store, period }
    const told = await readDashboard(database(), asked)
    const rows = await database()
      .selectFrom('sale')
      .innerJoin('terminal', 'terminal.id', 'sale.terminal')
      .select(['terminal.kind', 'sale.total', 'sale.loaded'])
      .where('sale.tenant', '=', tenant())
      .execute()
    const sums = { counter: 0, web: 0 }
    for (const { kind, total, loaded } of rows) {
      sums[kind === 'web' ? 'web' : 'counter'] += total - loaded
    }
    const byChannel = (told?.parts.channel ?? []).map((row) => [row.key, row.amount])
    expect(Object.fromEntries(byChannel)).toEqual(sums)
    expect(sums.web).toBeGreaterThan(0)
    const web = await readDashboard(database(), { ...asked, channel: 'web' })
    expect(web?.total.amount).toBe(sums.web)
    const { broken } = await verifyBackend(database())
    expect(broken).toBeUndefined()
    expect((await exceptionsOf(database(), tenant())).counts).toMatchObject({
      ...{ 'over-claimed': 0, 'points-overdrawn': 0, 'price-difference': 0, parked: 0 },
    })
  })
})

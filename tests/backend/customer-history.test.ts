/** What a customer bought is told to the tills of a store that knows them, and to nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { merge, part } from '../../src/backend/customers/duplicates.ts'
import { openStore } from '../../src/backend/setup/stores.ts'
import type { BackendClient } from '../../src/commands/backend-client.ts'
import { HISTORY_PAGE, type HistoryPlace } from '../../src/domain/customer/history.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { serve, type ServedStage } from './served-stage.ts'
import { found, random, saleFact, type Stage } from './stage.ts'
import { openTill, openWebStage, type WebStage } from './web-stage.ts'

type Till = Awaited<ReturnType<typeof openTill>>

let web: WebStage
let served: ServedStage
let till: Till

beforeAll(async () => {
  web = await openWebStage()
  served = await serve(web)
  till = await openTill(web)
})
afterAll(() => served.close())

const NEWEST = { before: null }
const asking = ({ terminal }: Till): BackendClient['sync'] =>
  served.client(terminal.credential).sync

/** A sale of pieces at one euro that moves no goods, so that any store may say it. */
const bought = (
  customer: string,
  pieces = 1,
  more: Partial<Fact<'sale-completed'>['body']> = {},
): Fact<'sale-completed'> => {
  const fact = saleFact(web.shop, [{ item: random.id(), quantity: pieces * 1000 }])
  return { ...fact, body: { ...fact.body, movements: [], customer, ...more } }
}

const otherStore = async (): Promise<Stage> => {
  const wanted = { store: random.id(), name: 'Market hall', address: ['Square 2'] }
  const opened = await openStore(web.backend, web.shop.tenant, wanted)
  if (!opened.ok) throw new Error(opened.failure.code)
  return { ...web, shop: { ...web.shop, ...opened.value } }
}

describe('the history of a customer', () => {
  it('is of every store and of the web, each row with its place, lines and points', async () => {
    const customer = await till.customer({ name: 'Ida', email: 'ida@example.org' })
    const hall = await openTill(await otherStore())
    const counter = bought(customer, 3, { points: { earned: 3, redeemed: 0 } })
    const elsewhere = bought(customer, 2)
    await till.tell(counter)
    await hall.tell(elsewhere)
    const cup = await web.goods(500, 9)
    const payment = { provider: 'Payer', reference: random.id(), amount: 1000 }
    const order = web.wish([[cup, 2]], { customer, payment, total: 1000 })
    expect(await web.order(order)).toMatchObject({ ok: true })

    const { sales, hasMore } = await asking(till).customerHistory({ customer, ...NEWEST })
    expect(hasMore).toBe(false)
    expect(sales.find(({ sale }) => sale === order.order)).toMatchObject({
      ...{ channel: 'web', store: 'Corner shop', till: null, currency: 'EUR', total: 1000 },
      lines: [{ name: 'Cup', quantity: 2000, amount: 1000, returned: null, isItem: true }],
      points: { earned: 10, redeemed: 0 },
    })
    expect(sales.find(({ sale }) => sale === counter.body.sale)).toMatchObject({
      ...{ channel: 'counter', store: 'Corner shop', till: 'Till', total: 300 },
      points: { earned: 3, redeemed: 0 },
    })
    expect(sales.find(({ sale }) => sale === elsewhere.body.sale)).toMatchObject({
      ...{ store: 'Market hall', till: 'Till', points: null },
    })
    const times = sales.map(({ at }) => at)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    // What was paid by, and who sold it, is no part of it.
    expect(JSON.stringify(sales)).not.toMatch(/tenders|cash|Payer|actor/)
    // The store that served them is told the same.
    expect(await asking(hall).customerHistory({ customer, ...NEWEST })).toEqual({ sales, hasMore })
  })

  it('comes a page at a time, each sale once, also those of one moment', async () => {
    const customer = await till.customer({ name: 'Max' })
    const hall = await openTill(web)
    const told: string[] = []
    // Two tills write at the same instants.
    for (const { tellAll } of [till, hall]) {
      const facts = Array.from({ length: 13 }, () => bought(customer))
      await tellAll(facts)
      told.push(...facts.map(({ body }) => body.sale))
    }
    const pages: string[][] = []
    let before: HistoryPlace | null = null
    for (;;) {
      const page: Awaited<ReturnType<BackendClient['sync']['customerHistory']>> = await asking(
        till,
      ).customerHistory({ customer, before })
      pages.push(page.sales.map(({ sale }) => sale))
      const last = page.sales.at(-1)
      if (!page.hasMore || !last) break
      before = { at: last.at, sale: last.sale }
    }
    expect(pages.map((page) => page.length)).toEqual([HISTORY_PAGE, 6])
    expect(pages.flat().toSorted()).toEqual(told.toSorted())
  })

  it('has what a merged customer bought, and no more once they are parted', async () => {
    const { tenant } = web.shop
    const [kept, merged] = [
      await till.customer({ name: 'Ada' }),
      await till.customer({ name: 'A. L.' }),
    ]
    const [own, other] = [bought(kept), bought(merged)]
    await till.tell(own)
    await till.tell(other)
    const salesOf = async (customer: string) => {
      const { sales } = await asking(till).customerHistory({ customer, ...NEWEST })
      return sales.map(({ sale }) => sale).toSorted()
    }
    const both = [own.body.sale, other.body.sale].toSorted()
    expect((await merge(web.backend, { tenant, kept, merged, by: null })).ok).toBe(true)
    expect(await salesOf(kept)).toEqual(both)
    expect(await salesOf(merged)).toEqual(both)
    expect(await part(web.backend, tenant, merged)).toBe(true)
    expect(await salesOf(kept)).toEqual([own.body.sale])
    expect(await salesOf(merged)).toEqual([other.body.sale])
  })
})

describe('who is told it', () => {
  it('is no other shop, no store that never served them, and nobody without a key', async () => {
    const customer = await till.customer({ name: 'Grace' })
    await till.tell(bought(customer))
    const nothing = { sales: [], hasMore: false }
    const stranger = await openTill({ ...web, shop: await found(web.backend) })
    const elsewhere = await openTill(await otherStore())
    expect(await asking(stranger).customerHistory({ customer, ...NEWEST })).toEqual(nothing)
    expect(await asking(elsewhere).customerHistory({ customer, ...NEWEST })).toEqual(nothing)
    for (const key of [undefined, 'no-key-of-anybody']) {
      const asked = served.client(key).sync.customerHistory({ customer, ...NEWEST })
      await expect(asked).rejects.toMatchObject({ code: 'credential-wrong' })
    }
    await elsewhere.tell(bought(customer))
    const { sales } = await asking(elsewhere).customerHistory({ customer, ...NEWEST })
    expect(sales).toHaveLength(2)
  })

  it('is nobody once they are erased, or of somebody whom nobody knows', async () => {
    const customer = await till.customer({ name: 'Alan' })
    await till.tell(bought(customer))
    await till.tell({ kind: 'customer-erased', body: { customer } })
    const nothing = { sales: [], hasMore: false }
    expect(await asking(till).customerHistory({ customer, ...NEWEST })).toEqual(nothing)
    const nobody = { customer: random.id(), ...NEWEST }
    expect(await asking(till).customerHistory(nobody)).toEqual(nothing)
  })

  it.each([
    ['no id', { customer: 'Ida', before: null }],
    ['no place', { customer: random.id(), before: { at: -1, sale: 'x' } }],
    ['half a place', { customer: random.id(), before: { at: 1 } }],
    ['nothing to begin with', { customer: random.id() }],
    ['more than is asked for', { customer: random.id(), before: null, limit: 1000 }],
  ])('is not who asks with %s', async (_, input) => {
    const asked = asking(till).customerHistory(input as never)
    await expect(asked).rejects.toMatchObject({ code: 'input-invalid' })
  })
})

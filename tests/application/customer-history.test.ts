/** A customer's history at a till: its own at once, all others from a real backend over HTTP. */
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { merge, part } from '../../src/backend/customers/duplicates.ts'
import { EMPTY_DETAILS } from '../../src/domain/customer/customer.ts'
import { HISTORY_PAGE } from '../../src/domain/customer/history.ts'
import type { Fact } from '../../src/domain/journal/facts.ts'
import { decide, grantOf, roleSchema, type Grant } from '../../src/domain/permission.ts'
import { soldSaleOf } from '../../src/domain/returns/sold.ts'
import type { SaleLookup } from '../../src/ports/sale-lookup.ts'
import { createHttpLink, type HttpLink } from '../../src/sync/http-link.ts'
import { createSaleLookup, NO_LOOKUP } from '../../src/sync/sale-lookup.ts'
import { serve, type ServedStage } from '../backend/served-stage.ts'
import { clock, random, saleFact } from '../backend/stage.ts'
import { openTill as openOther, openWebStage, saleOfOrder } from '../backend/web-stage.ts'
import type { WebStage } from '../backend/web-stage.ts'
import { pullCustomer, pullMerged, pullParted } from './pulled-customers.ts'
import {
  code,
  draftCommand,
  entries,
  grant,
  MILK,
  openTill,
  payCash,
  present,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

let web: WebStage
let served: ServedStage
let link: HttpLink
let lookup: SaleLookup
let other: Awaited<ReturnType<typeof openOther>>
let online = true

beforeAll(async () => {
  web = await openWebStage()
  served = await serve(web)
  const { credential } = served.terminal
  link = createHttpLink({ url: served.url, credential, clock, random })
  lookup = createSaleLookup({ link, network: { online: () => online }, clock })
  other = await openOther(web)
})
beforeEach(() => {
  online = true
})
afterAll(async () => {
  link.close()
  await served.close()
})

/** A till that knows a customer of the backend's, and sells by its own journal. */
async function tillFor(name: string) {
  const shop = await openTill({ lookup })
  const customer = await other.customer({ name })
  pullCustomer(shop, { id: customer, details: { ...EMPTY_DETAILS, name }, points: 0 })
  return { shop, customer }
}

async function buyHere(shop: Shop, customer: string) {
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  await scan(shop, MILK.gtin, 2)
  return payCash(shop, 100_000)
}

const boughtElsewhere = (customer: string): Fact<'sale-completed'> => {
  const fact = saleFact(web.shop, [{ item: random.id(), quantity: 3000 }])
  return { ...fact, body: { ...fact.body, customer, points: { earned: 3, redeemed: 1 } } }
}

async function orderOnline(customer: string): Promise<string> {
  const cup = await web.goods(500, 9)
  const payment = { provider: 'Payer', reference: random.id(), amount: 500 }
  const order = web.wish([[cup, 1]], { customer, payment, total: 500 })
  value(await web.order(order))
  return order.order
}

const look = (
  { terminal }: Shop,
  customer: string,
  more: Partial<Parameters<typeof terminal.customers.history>[0]> = {},
) => terminal.customers.history({ customer, before: null, everywhere: true, ...more })
const HERE = { everywhere: false } as const
const salesIn = async (shop: Shop, customer: string, more = {}) =>
  value(await look(shop, customer, more)).sales.map(({ sale }) => sale)

/** A sale that the backend knows comes down. */
async function pullSale({ store }: Shop, { body }: Fact<'sale-completed'>): Promise<void> {
  const row = { ...soldSaleOf(await saleOfOrder(web, body.sale)), contains: {} }
  store.transaction(() => store.documents.of('sales').append(row, 1))
}

describe('what a customer bought', () => {
  it('is told of this till at once, and of all others when the backend answers', async () => {
    const { shop, customer } = await tillFor('Ida')
    const here = await buyHere(shop, customer)
    const elsewhere = boughtElsewhere(customer)
    await other.tell(elsewhere)
    const order = await orderOnline(customer)

    const own = {
      ...{ sale: here.sale, receipt: here.receipt, channel: 'counter', total: here.total },
      ...{ store: 'Corner Shop', till: 'Till 1', isHere: true, points: null },
      lines: [{ name: 'Milk', quantity: 2000, returned: null, isItem: true }],
    }
    const atOnce = value(await look(shop, customer, HERE))
    expect(atOnce).toMatchObject({ asked: null, next: null, sales: [own] })

    const all = value(await look(shop, customer))
    expect(all).toMatchObject({ asked: 'answered', next: null })
    // The web sold last; what the other till sold is older than what this one did.
    expect(all.sales).toMatchObject([
      { sale: order, channel: 'web', till: null, isHere: false, total: 500 },
      own,
      { sale: elsewhere.body.sale, till: 'Till', points: { earned: 3, redeemed: 1 } },
    ])
  })

  it('has what came back, by the receipt that it came back from', async () => {
    const { shop, customer } = await tillFor('Rita')
    const sold = await buyHere(shop, customer)
    const { sales } = value(
      await shop.terminal.returns.find({ text: sold.receipt, everywhere: false }),
    )
    const line = present(sales[0]?.lines[0])
    const back = {
      ...{ line: line.id, quantity: line.returnable, reason: 'unwanted' as const },
      ...{ condition: 'as-new' as const, restock: true },
    }
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
    value(await shop.terminal.returns.put({ command: v7(), sale: sold.sale, lines: [back] }))
    await payCash(shop, 0)
    const [returned, before] = value(await look(shop, customer, HERE)).sales
    expect(before?.sale).toBe(sold.sale)
    expect(returned).toMatchObject({
      total: 0 - sold.total,
      lines: [{ quantity: -2000, returned: sold.receipt }],
    })
  })

  it('is what this till and its replica know while nobody answers, and says so', async () => {
    const { shop, customer } = await tillFor('Olga')
    const here = await buyHere(shop, customer)
    const [cameDown, strangers] = [boughtElsewhere(customer), boughtElsewhere(random.id())]
    await other.tellAll([cameDown, strangers, boughtElsewhere(customer)])
    await pullSale(shop, cameDown)
    await pullSale(shop, strangers)
    online = false
    const known = value(await look(shop, customer))
    expect(known).toMatchObject({ asked: 'unreachable', next: null })
    expect(known.sales.map(({ sale }) => sale).toSorted()).toEqual(
      [here.sale, cameDown.body.sale].toSorted(),
    )
    expect(known.sales.find(({ sale }) => sale === cameDown.body.sale)).toMatchObject({
      ...{ isHere: false, till: null, points: { earned: 3, redeemed: 1 } },
    })
  })

  it('comes a page at a time, the same with what is known here among it', async () => {
    const { shop, customer } = await tillFor('Paul')
    const facts = Array.from({ length: HISTORY_PAGE + 7 }, () => boughtElsewhere(customer))
    await other.tellAll(facts)
    const here = await buyHere(shop, customer)
    // A till of the store knows some of them as well.
    for (const fact of facts.slice(0, HISTORY_PAGE + 3)) await pullSale(shop, fact)
    const pagesOf = async (more: object) => {
      const seen: string[][] = []
      for (let before = null as Parameters<typeof look>[2] | null; ;) {
        const page = value(await look(shop, customer, { ...more, ...before }))
        seen.push(page.sales.map(({ sale }) => sale))
        if (!page.next) return seen
        before = { before: page.next }
      }
    }
    const all = await pagesOf({})
    expect(all.map((page) => page.length)).toEqual([HISTORY_PAGE, 8])
    const sales = [here.sale, ...facts.map(({ body }) => body.sale)]
    expect(all.flat().toSorted()).toEqual(sales.toSorted())
    const alone = await pagesOf(HERE)
    expect(alone.map((page) => page.length)).toEqual([HISTORY_PAGE, 4])
  })
})

describe('a customer who was merged', () => {
  it('brings what they bought, online and offline, and takes it along when parted', async () => {
    const { shop, customer: kept } = await tillFor('Ada')
    const merged = await other.customer({ name: 'A. L.' })
    pullCustomer(shop, { id: merged, details: { ...EMPTY_DETAILS, name: 'A. L.' }, points: 0 })
    const [own, theirs] = [await buyHere(shop, kept), await buyHere(shop, merged)]
    const elsewhere = boughtElsewhere(merged)
    await other.tell(elsewhere)
    const { tenant } = web.shop
    expect((await merge(web.backend, { tenant, kept, merged, by: null })).ok).toBe(true)
    pullMerged(shop, merged, kept)
    const here = [own.sale, theirs.sale].toSorted()
    const all = [...here, elsewhere.body.sale].toSorted()
    for (const named of [kept, merged]) {
      expect((await salesIn(shop, named, HERE)).toSorted()).toEqual(here)
      expect((await salesIn(shop, named)).toSorted()).toEqual(all)
    }
    expect(await part(web.backend, tenant, merged)).toBe(true)
    pullParted(shop, merged)
    expect(await salesIn(shop, kept)).toEqual([own.sale])
    expect(await salesIn(shop, merged, HERE)).toEqual([theirs.sale])
  })
})

describe('who may look', () => {
  const KINDS = ['allowed', 'approval', 'denied'] as const
  it.each(roleSchema.options.flatMap((role) => KINDS.map((kind) => [role, kind] as const)))(
    'as a %s who is granted it as %s, and it is written nowhere',
    async (role, kind: Grant['kind']) => {
      const { shop, customer } = await tillFor('Nobody')
      expect(decide(grantOf(undefined, role, 'see-purchases'))).toBe('allowed')
      await signIn(shop, role)
      grant(shop, role, 'see-purchases', { kind })
      const [written, logged] = [entries(shop).length, shop.log.lines.length]
      const expected = kind === 'allowed' ? 'ok' : 'not-permitted'
      expect(code(await look(shop, customer))).toBe(expected)
      expect(code(await look(shop, customer, HERE))).toBe(expected)
      expect([entries(shop).length, shop.log.lines.length]).toEqual([written, logged])
    },
  )

  it('is nobody who is not signed in, and of nobody who is not known', async () => {
    const { shop, customer } = await tillFor('Eve')
    expect(code(await look(shop, v7()))).toBe('customer-unknown')
    value(shop.terminal.customers.erase({ command: v7(), customer }))
    expect(code(await look(shop, customer))).toBe('customer-unknown')
    value(shop.terminal.staff.signOut({ command: v7() }))
    expect(code(await look(shop, customer, HERE))).toBe('not-signed-in')
  })

  it('is not somebody who left while the backend was asked', async () => {
    let answer = (): void => undefined
    const late: SaleLookup = {
      ...NO_LOOKUP,
      history: () =>
        new Promise((resolve) => {
          answer = () => resolve({ sales: [], hasMore: false })
        }),
    }
    const shop = await openTill({ lookup: late })
    const { id } = value(
      shop.terminal.customers.create({ command: v7(), details: { name: 'Late' } }),
    )
    const asked = look(shop, id)
    value(shop.terminal.staff.signOut({ command: v7() }))
    answer()
    expect(code(await asked)).toBe('not-signed-in')
  })
})

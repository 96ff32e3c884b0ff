import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptionsOf } from '../../src/backend/administration/exceptions.ts'
import { figuresOf } from '../../src/backend/administration/figures.ts'
import { pull } from '../../src/backend/feeds/pull.ts'
import type { Backend } from '../../src/backend/backend.ts'
import { placeOrder } from '../../src/backend/orders/place.ts'
import { quote } from '../../src/backend/pricing/quote.ts'
import { availabilityOf } from '../../src/backend/shop/availability.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import { clock, random, saleFact } from './stage.ts'
import { openTill, openWebStage, saleOfOrder, type WebStage } from './web-stage.ts'

let stage: WebStage
beforeAll(async () => {
  stage = await openWebStage()
})
afterAll(() => stage.close())

const left = async ({ variant }: { readonly variant: string }) =>
  (await availabilityOf(stage.backend.database, stage.web, [variant])).get(variant)
const written = async () => {
  const { entries, sales } = await figuresOf(stage.backend.database, stage.shop.tenant)
  return { entries, sales }
}
const totalOf = async (goods: Parameters<WebStage['wish']>[0], customer?: string) => {
  const { lines, coupons } = stage.wish(goods, { total: 0 })
  const shop = { ...stage.web, now: clock.now() }
  expect(customer).toBeUndefined()
  return (await quote(stage.backend, shop, { lines, coupons })).total
}

describe('an order', () => {
  it('is a sale of the store, off the shelf, and placed once however often sent', async () => {
    const cup = await stage.goods(250, 3)
    const wish = stage.wish([[cup, 2]], { total: 500 })
    const answers = await Promise.all([stage.order(wish), stage.order(wish)])
    answers.push(await stage.order(wish))
    const [first] = answers
    expect(first).toMatchObject({
      value: { outcome: 'placed', order: { order: wish.order, total: 500, currency: 'EUR' } },
    })
    expect(answers).toEqual([first, first, first])
    expect(await left(cup)).toBe(1000)
    const { body, session, actor } = await saleOfOrder(stage, wish.order)
    expect({ session, actor }).toEqual({ session: null, actor: null })
    expect(body).toMatchObject({ channel: 'web', number: 1, receipt: 'W1-1-000001' })
    expect(body.tenders).toEqual([{ kind: 'online', ...wish.payment }])
  })

  it('is refused under the id of another order, or of a sale of a till', async () => {
    const cup = await stage.goods(100, 9)
    const wish = stage.wish([[cup, 1]], { total: 100 })
    await stage.order(wish)
    const other = { ...wish, lines: [{ variant: cup.variant, quantity: 2000 }], total: 200 }
    expect(await stage.order(other as never)).toMatchObject({
      failure: { code: 'input-invalid', details: { reason: 'order' } },
    })
    const till = await openTill(stage)
    const sold = saleFact(stage.shop, [{ item: cup.item, quantity: 1000 }])
    expect(await till.tell(sold)).toBe('applied')
    const taken = { ...stage.wish([[cup, 1]], { total: 100 }), order: sold.body.sale }
    expect(await stage.order(taken)).toMatchObject({ failure: { code: 'input-invalid' } })
    expect(await left(cup)).toBe(7000)
  })

  it('gives the last one to one of two who order it at once, and tells the other', async () => {
    const [cup, plate] = [await stage.goods(100, 1), await stage.goods(300, 5)]
    const wishes = [1, 2].map(() =>
      stage.wish(
        [
          [cup, 1],
          [plate, 1],
        ],
        { total: 400 },
      ),
    )
    const answers = await Promise.all(wishes.map((wish) => stage.order(wish)))
    const outcomes = answers.map((answer) =>
      answer.ok ? answer.value.outcome : answer.failure.code,
    )
    expect(outcomes.toSorted()).toEqual(['not-available', 'placed'])
    expect(answers).toContainEqual({
      ok: true,
      value: { outcome: 'not-available', lines: [{ variant: cup.variant, available: 0 }] },
    })
    expect([await left(cup), await left(plate)]).toEqual([0, 4000])
  })

  it('writes nothing where the price is another by now, and says what it comes to', async () => {
    const cup = await stage.goods(120, 4)
    const before = await written()
    const answer = await stage.order(stage.wish([[cup, 1]], { total: 100 }))
    expect(answer).toMatchObject({ value: { outcome: 'price-changed', quote: { total: 120 } } })
    const short = { payment: { provider: 'Payer', reference: 'a', amount: 119 }, total: 120 }
    expect(await stage.order(stage.wish([[cup, 1]], short))).toMatchObject({
      failure: { code: 'input-invalid', details: { reason: 'payment' } },
    })
    const used = { payment: { provider: 'Payer', reference: 'a', amount: 120 }, total: 120 }
    expect(await stage.order(stage.wish([[cup, 9]], { ...used, total: 1080 }))).toMatchObject({
      failure: { details: { reason: 'payment' } },
    })
    const stranger = { total: 120, customer: random.id() }
    expect(await stage.order(stage.wish([[cup, 1]], stranger))).toMatchObject({
      failure: { code: 'customer-unknown' },
    })
    expect(await written()).toEqual(before)
    expect(await left(cup)).toBe(4000)
    expect(await stage.order(stage.wish([[cup, 1]], used))).toMatchObject({
      value: { outcome: 'placed' },
    })
    // What paid for one order pays for no other.
    expect(await stage.order(stage.wish([[cup, 1]], used))).toMatchObject({
      failure: { code: 'input-invalid', details: { reason: 'payment-used' } },
    })
    expect(await left(cup)).toBe(3000)
  })

  it('leaves nothing where it fails in the middle, wherever that is', async () => {
    const cup = await stage.goods(100, 4)
    const wish = stage.wish([[cup, 1]], { total: 100 })
    const before = await written()
    const { backend, web } = stage
    const failsAt = (call: number): Backend => {
      let left = call
      const now = () => {
        left -= 1
        if (left === 0) throw new Error('the power fails')
        return clock.now()
      }
      return { ...backend, clock: { ...clock, now } }
    }
    let calls = 1
    for (; calls < 50; calls += 1) {
      const placed = await placeOrder(failsAt(calls), web, wish).catch((error: unknown) => error)
      if (!(placed instanceof Error)) break
      expect(placed.message).toBe('the power fails')
      expect(await written()).toEqual(before)
      expect(await left(cup)).toBe(4000)
    }
    expect(calls).toBeGreaterThan(3)
    expect(await written()).toEqual({ entries: before.entries + 1, sales: before.sales + 1 })
    expect(await left(cup)).toBe(3000)
  })

  it('takes no goods that somebody at a counter has to ask about', async () => {
    const asks = [
      { tracking: 'serial' },
      { minimumAge: 18 },
      { openPrice: { minimum: 0, maximum: 9 } },
    ]
    for (const rules of asks) {
      const goods = await stage.goods(100, 5, { rules: JSON.stringify(rules) })
      expect(await stage.order(stage.wish([[goods, 1]], { total: 100 }))).toEqual({
        ok: true,
        value: { outcome: 'not-available', lines: [{ variant: goods.variant, available: 0 }] },
      })
    }
  })

  it('charges the deposit of a bottle and moves it with the bottle', async () => {
    const lent = await stage.goods(25, 50, { rules: JSON.stringify({ isDeposit: true }) })
    const rules = JSON.stringify({ deposit: lent.variant })
    const bottle = await stage.goods(100, 50, { rules })
    const total = await totalOf([[bottle, 2]])
    expect(total).toBe(250)
    const wish = stage.wish([[bottle, 2]], { total })
    expect(await stage.order(wish)).toMatchObject({ value: { outcome: 'placed' } })
    const { body } = await saleOfOrder(stage, wish.order)
    expect(body.lines.map(({ amount, belongsTo }) => [amount, belongsTo?.as])).toEqual([
      [200, undefined],
      [50, 'deposit'],
    ])
  })
})

describe('the journal of the online counter', () => {
  it('goes on in an epoch of its own where the backend was put back', async () => {
    const cup = await stage.goods(100, 9)
    await stage.order(stage.wish([[cup, 1]], { total: 100 }))
    const till = await openTill(stage)
    const request = { collection: 'catalogue', after: undefined, limit: 1 } as const
    const { checkpoint } = await pull(stage.backend, till.terminal, request)
    const after = { ...checkpoint, n: checkpoint.n + 9 }
    await pull(stage.backend, till.terminal, { ...request, after })
    const wishes = [1, 2].map(() => stage.wish([[cup, 1]], { total: 100 }))
    for (const wish of wishes) await stage.order(wish)
    const sales = await Promise.all(wishes.map(({ order }) => saleOfOrder(stage, order)))
    expect(sales.map(({ epoch, body }) => [epoch.ordinal, body.number])).toEqual([
      [2, 1],
      [2, 2],
    ])
    // Another server, or another timeline of it, as it says of itself.
    const { database } = stage.backend
    const set = { ground: 'another' }
    expect(await database.selectFrom('web_counter').select('ground').execute()).not.toEqual([set])
    await database.updateTable('web_counter').set(set).execute()
    const later = stage.wish([[cup, 1]], { total: 100 })
    await stage.order(later)
    expect((await saleOfOrder(stage, later.order)).epoch.ordinal).toBe(3)
    expect(sales[0]?.body.receipt).toMatch(/^W1-2[A-Z]{3}-000001$/)
  })

  it('is told from a till’s, and a number that is missing in it is found', async () => {
    const { database } = stage.backend
    const counter = database.updateTable('web_counter')
    const broken = async () => (await verifyBackend(database)).broken
    await counter.set((eb) => ({ last_number: eb('last_number', '+', 1) })).execute()
    expect(await broken()).toContain('its last number')
    await counter.set((eb) => ({ last_number: eb('last_number', '-', 1) })).execute()
    const kind = (of: 'till' | 'web') =>
      database.updateTable('terminal').set({ kind: of }).where('code', '=', 'W1').execute()
    await kind('till')
    expect(await broken()).toContain('its channel')
    await kind('web')
  })

  it('verifies with all the others, and leaves no exception', async () => {
    await openTill(stage)
    expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
    const { exceptions } = await exceptionsOf(stage.backend.database, stage.shop.tenant)
    // What was put back to is told by the test above.
    expect(exceptions.filter(({ kind }) => kind !== 'changes-lost')).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { simulateOnlinePayments } from '../../drivers/online-payments/simulator.ts'
import { checkOut } from '../../src/backend/checkout/check-out.ts'
import { giveBackDue, WAITS_FOR_ORDER_MS } from '../../src/backend/checkout/give-back.ts'
import { beginPayment, paymentOf } from '../../src/backend/checkout/payments.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { CheckoutInput } from '../../src/contract/backend/shopper.ts'
import { minor } from '../../src/domain/money.ts'
import type { OnlinePayments } from '../../src/ports/online-payments.ts'
import { clock, saleFact } from './stage.ts'
import { openTill, openWebStage, saleOfOrder, type Goods, type WebStage } from './web-stage.ts'

let stage: WebStage
let cup: Goods
const payments = simulateOnlinePayments()
beforeAll(async () => {
  stage = await openWebStage()
  cup = await stage.goods(250, 100)
})
afterAll(() => stage.close())

type Wish = Partial<CheckoutInput>

/** Two cups, as a page orders them. */
function wishOf(changes: Wish = {}): CheckoutInput {
  const { order, lines, coupons, giftCards } = stage.wish([[cup, 2]], { total: 500 })
  const total = minor(500)
  return { order, lines, coupons, giftCards, total, token: 'approve', ...changes }
}

/** The page asks the backend that stands now. */
function send(wish: CheckoutInput, provider: OnlinePayments = payments, customer?: string) {
  return checkOut({ ...stage.backend, onlinePayments: provider }, stage.web, wish, customer)
}

const stateOf = async ({ order }: CheckoutInput) =>
  (await paymentOf(stage.backend.database, stage.shop.tenant, order))?.state

/** Half an hour on. */
function laterBackend() {
  const later = { ...clock, now: () => clock.now() + WAITS_FOR_ORDER_MS }
  return { ...stage.backend, clock: later }
}

describe('an order of the page', () => {
  it('is paid once and placed once, however often it is sent', async () => {
    const wish = wishOf()
    const before = payments.charges()
    const answers = await Promise.all([send(wish), send(wish)])
    answers.push(await send(wish))
    const [first] = answers
    expect(first).toMatchObject({ value: { outcome: 'placed', order: { total: 500 } } })
    expect(answers).toEqual([first, first, first])
    expect(payments.charges()).toBe(before + 1)
    const { body } = await saleOfOrder(stage, wish.order)
    expect(body.tenders).toMatchObject([{ kind: 'online', provider: 'Simulated', amount: 500 }])
    expect(await stateOf(wish)).toBe('placed')
  })

  it('is asked for again where nobody knows whether it was paid', async () => {
    const wish = wishOf({ token: 'silence' })
    const before = payments.charges()
    expect(await send(wish)).toMatchObject({ failure: { code: 'unreachable' } })
    expect(await send(wish)).toMatchObject({ value: { outcome: 'placed' } })
    expect(payments.charges()).toBe(before + 1)
  })

  it('is placed with the payment that a backend had taken when it died', async () => {
    const wish = wishOf()
    const of = { order: wish.order, provider: payments.provider, amount: minor(500) }
    await beginPayment(stage.backend, stage.web, of)
    await payments.take({ ...of, currency: 'EUR', token: 'approve' })
    const before = payments.charges()
    expect(await send(wish)).toMatchObject({ value: { outcome: 'placed' } })
    expect(payments.charges()).toBe(before)
  })

  it('gets its money back where nobody comes for it, and is not placed any more', async () => {
    const wish = wishOf()
    const of = { order: wish.order, provider: payments.provider, amount: minor(500) }
    await beginPayment(stage.backend, stage.web, of)
    await payments.take({ ...of, currency: 'EUR', token: 'approve' })
    expect(await giveBackDue(stage.backend, payments)).toBe(0)
    expect(payments.taken().has(wish.order)).toBe(true)
    expect(await giveBackDue(laterBackend(), payments)).toBe(1)
    expect(payments.taken().has(wish.order)).toBe(false)
    expect(await send(wish)).toEqual({ ok: true, value: { outcome: 'payment-returned' } })
    expect(await giveBackDue(laterBackend(), payments)).toBe(0)
  })

  it('keeps its payment once it is placed', async () => {
    const wish = wishOf()
    await send(wish)
    await giveBackDue(laterBackend(), payments)
    expect(payments.taken().get(wish.order)).toBe(500)
  })

  it('takes nothing for what could not be placed', async () => {
    const before = payments.charges()
    const many = [{ variant: cup.variant, quantity: 101_000 as never }]
    const short = await send(wishOf({ lines: many, total: minor(25_250) }))
    expect(short).toMatchObject({ value: { outcome: 'not-available' } })
    expect(await send(wishOf({ total: minor(400) }))).toMatchObject({
      value: { outcome: 'price-changed', quote: { total: 500 } },
    })
    expect(payments.charges()).toBe(before)
  })

  it('gives back what was paid for goods that were sold in that moment', async () => {
    const last = await stage.goods(100, 1)
    const wish = wishOf({
      lines: [{ variant: last.variant, quantity: 1000 as never }],
      total: minor(100),
    })
    const quicker: OnlinePayments = {
      ...payments,
      async take(wanted) {
        await stage.order(stage.wish([[last, 1]], { total: 100 }))
        return payments.take(wanted)
      },
    }
    const answer = { ok: true, value: { outcome: 'payment-returned' } }
    expect(await send(wish, quicker)).toEqual(answer)
    expect([payments.taken().has(wish.order), await stateOf(wish)]).toEqual([false, 'returned'])
    expect(await send(wish)).toEqual(answer)
  })

  it('asks again for what a provider could not give back', async () => {
    const last = await stage.goods(100, 1)
    const wish = wishOf({
      lines: [{ variant: last.variant, quantity: 1000 as never }],
      total: minor(100),
    })
    const away: OnlinePayments = {
      ...payments,
      async take(wanted) {
        await stage.order(stage.wish([[last, 1]], { total: 100 }))
        return payments.take(wanted)
      },
      giveBack: () => Promise.resolve(false),
    }
    expect(await send(wish, away)).toMatchObject({ value: { outcome: 'payment-returned' } })
    expect([payments.taken().get(wish.order), await stateOf(wish)]).toEqual([100, 'returning'])
    await giveBackDue(stage.backend, payments)
    expect([payments.taken().has(wish.order), await stateOf(wish)]).toEqual([false, 'returned'])
  })

  it('is not placed where the payment is declined, nor for more than was paid', async () => {
    const wish = wishOf({ token: 'decline' })
    const declined = { ok: true, value: { outcome: 'declined' } }
    expect([await send(wish), await send(wish)]).toEqual([declined, declined])
    const paid = wishOf()
    await send(paid)
    const lines = [{ variant: cup.variant, quantity: 1000 as never }]
    expect(await send({ ...paid, lines, total: minor(250) })).toMatchObject({
      failure: { code: 'input-invalid', details: { reason: 'order' } },
    })
  })

  it('needs no provider where points pay for all, and none without one else', async () => {
    const till = await openTill(stage)
    const customer = await till.customer({ name: 'Ada', email: 'ada@engine.example' })
    const { kind, body } = saleFact(stage.shop, [{ item: cup.item, quantity: 1000 }])
    const points = { earned: 600, redeemed: 0 }
    expect(await till.tell({ kind, body: { ...body, customer, points } })).toBe('applied')
    const { token: _, ...bare } = wishOf()
    const alone = { ...stage.backend, onlinePayments: undefined }
    const all = { ...bare, points: 500 }
    expect(await checkOut(alone, stage.web, all, customer)).toMatchObject({
      value: { outcome: 'placed', order: { points: { redeemed: 500 } } },
    })
    expect(await checkOut(alone, stage.web, wishOf(), undefined)).toMatchObject({
      failure: { code: 'input-invalid', details: { reason: 'payment' } },
    })
    expect(await checkOut(alone, stage.web, { ...wishOf(), points: 9 }, undefined)).toMatchObject({
      failure: { code: 'input-invalid' },
    })
  })

  it('leaves a backend behind that proves itself', async () => {
    expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
  })
})

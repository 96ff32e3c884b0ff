/** Money for an order's goods goes back by the provider that took it, once, whatever breaks. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { simulateProvider } from '../../drivers/online-payments/provider-simulator.ts'
import { setProvider } from '../../src/backend/refunds/providers.ts'
import { settleRefund } from '../../src/backend/refunds/settle.ts'
import { readRefunds } from '../../src/backend/refunds/read.ts'
import { HELD_FOR_MS, LATE_AFTER_MS } from '../../src/backend/refunds/worker.ts'
import { verifyBackend } from '../../src/backend/verify/verify.ts'
import type { PaymentProvider } from '../../src/ports/payment-provider.ts'
import { postgresMissing, startPostgres, type Postgres } from './postgres.ts'
import { broughtBack, openRefundStage, PROVIDER, type RefundStage } from './refund-stage.ts'
import { clock, random } from './stage.ts'
import { openTill } from './web-stage.ts'

const PLACES = [
  ['PGlite', undefined],
  ['PostgreSQL', startPostgres],
] as const
const HOUR_MS = 3_600_000

describe.each(PLACES.slice(0, postgresMissing === undefined ? 2 : 1))('on %s', (_, start) => {
  let stage: RefundStage
  let postgres: Postgres | undefined
  beforeAll(async () => {
    postgres = await start?.()
    stage = await openRefundStage(postgres && { kind: 'url', url: postgres.url })
  })
  afterAll(async () => {
    await stage.close()
    await postgres?.stop()
  })
  beforeEach(async () => {
    stage.provider.behave('approve')
    await stage.setUp()
  })
  afterEach(async () => {
    expect((await verifyBackend(stage.backend.database)).broken).toBeUndefined()
  })

  /** An order of two cups of which one came back. */
  async function promised(changes: object = {}) {
    const order = await stage.order(2)
    const back = broughtBack(stage, order, 1, changes)
    expect(await stage.till.tell(back.fact)).toBe('applied')
    return { order, ...back, row: () => stage.row(back.refund) }
  }
  const byKey = (key: string) => stage.provider.refunds().filter((each) => each.key === key)

  it('is asked for once by the key of its promise, whatever is sent again', async () => {
    const { order, refund, amount, row } = await promised()
    expect(await row()).toMatchObject({
      ...{ state: 'queued', amount, order_receipt: order.body.receipt },
    })
    // The till sends all that it ever wrote again.
    await stage.till.tellAll([])
    expect(await stage.work()).toBe(1)
    expect(await stage.work()).toBe(0)
    const payment = order.body.tenders[0]
    expect(byKey(refund)).toEqual([
      {
        ...{ key: refund, amount, currency: 'EUR' },
        payment: payment?.kind === 'online' ? payment.reference : '',
      },
    ])
    expect(await row()).toMatchObject({ state: 'done', reason: null, tries: 1 })
    // A backend that was put back to before it hears of the entry once more, and asks once more.
    await stage.backend.database
      .updateTable('online_refund')
      .set({ state: 'queued', tries: 0, next_at: 0 })
      .where('refund', '=', refund)
      .execute()
    expect(await stage.work()).toBe(1)
    expect(await row()).toMatchObject({ state: 'done' })
    expect(byKey(refund)).toHaveLength(1)
  })

  it('is not paid twice where the answer was lost: it is asked what became of it', async () => {
    const { refund, row } = await promised()
    stage.provider.behave('lose-answer')
    const before = stage.provider.asked()
    await stage.work()
    expect(await row()).toMatchObject({ state: 'asked', reason: 'unreachable' })
    // Not at once again.
    expect(await stage.work()).toBe(0)
    stage.provider.behave('approve')
    stage.pass(HOUR_MS)
    await stage.work()
    expect(await row()).toMatchObject({ state: 'done', tries: 2 })
    expect(byKey(refund)).toHaveLength(1)
    const { refunds, statuses } = stage.provider.asked()
    expect([refunds - before.refunds, statuses - before.statuses]).toEqual([1, 1])
  })

  it('is asked for anew by its key where the question was lost, or the answer late', async () => {
    for (const behaviour of ['lose-request', 'slow'] as const) {
      const { refund, row } = await promised()
      stage.provider.behave(behaviour)
      await stage.work()
      expect(await row()).toMatchObject({ state: 'asked', reason: 'unreachable' })
      stage.provider.behave('approve')
      stage.pass(HOUR_MS)
      await stage.work()
      expect(await row()).toMatchObject({ state: 'done' })
      expect(byKey(refund)).toHaveLength(1)
    }
  })

  it('outlives a backend that died between question and answer', async () => {
    const { refund, row } = await promised()
    const { backend } = stage
    const real = backend.paymentProvider as PaymentProvider
    let asked: () => void = () => undefined
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    const dying: PaymentProvider = {
      ...real,
      async refund(login, wanted) {
        await real.refund(login, wanted)
        asked()
        return new Promise(() => undefined)
      },
    }
    void stage.work({ ...backend, paymentProvider: dying })
    await isAsked
    expect(await row()).toMatchObject({ state: 'asked', tries: 1 })
    // Another process, or the next one, leaves it alone while the first may still be asking.
    expect(await stage.work()).toBe(0)
    stage.pass(HELD_FOR_MS)
    expect(await stage.work()).toBe(1)
    expect(await row()).toMatchObject({ state: 'done', tries: 2 })
    expect(byKey(refund)).toHaveLength(1)
  })

  it('that the provider has not decided yet is asked about until it has', async () => {
    const { row } = await promised()
    stage.provider.behave('hold')
    await stage.work()
    expect(await row()).toMatchObject({ state: 'asked', reason: 'pending' })
    stage.pass(HOUR_MS)
    await stage.work()
    expect(await row()).toMatchObject({ state: 'asked', tries: 2 })
    stage.provider.behave('approve')
    stage.pass(HOUR_MS)
    await stage.work()
    expect(await row()).toMatchObject({ state: 'done' })
  })

  it('that was refused is an exception that names it, until a person saw to it', async () => {
    const { order, fact, refund, amount, row } = await promised()
    stage.provider.behave('refuse')
    await stage.work()
    const told = {
      ...{ kind: 'refund-not-done', refund, order: order.body.receipt, amount },
      ...{ receipt: fact.body.receipt, provider: PROVIDER, currency: 'EUR' },
      ...{ reason: 'too-late', isRefused: true },
    }
    expect(await stage.exceptions()).toMatchObject({ exceptions: [told], count: 1 })
    stage.pass(HOUR_MS)
    expect(await stage.work()).toBe(0)
    // Asked again it gets another key: what was refused is final for the first.
    stage.provider.behave('approve')
    await settleRefund(stage.backend, stage.owner, { as: 'again', refund })
    await stage.work()
    expect(byKey(`${refund}.2`)).toHaveLength(1)
    expect(await row()).toMatchObject({ state: 'done' })
    const again = await settleRefund(stage.backend, stage.owner, { as: 'again', refund })
    expect(again).toMatchObject({ failure: { code: 'input-invalid', details: { reason: 'over' } } })

    const other = await promised()
    stage.provider.behave('refuse')
    await stage.work()
    const byHand = { as: 'by-hand', refund: other.refund, note: 'Bank transfer' } as const
    const settled = await settleRefund(stage.backend, stage.owner, byHand)
    expect(settled).toMatchObject({ value: { state: 'settled', note: 'Bank transfer' } })
    expect(await stage.exceptions()).toMatchObject({ count: 0 })
    stage.provider.behave('approve')
    stage.pass(HOUR_MS)
    expect(await stage.work()).toBe(0)
    expect(byKey(other.refund)).toEqual([])
  })

  it('waits for a provider to be set up, is an exception after a day, and then goes', async () => {
    await stage.takeAway()
    const { refund, row } = await promised()
    await stage.work()
    expect(await row()).toMatchObject({ state: 'queued', reason: 'not-set-up' })
    expect(await stage.exceptions()).toMatchObject({ count: 0 })
    stage.pass(LATE_AFTER_MS)
    await stage.work()
    expect(await stage.exceptions()).toMatchObject({
      exceptions: [{ refund, reason: 'not-set-up', isRefused: false }],
    })
    await stage.setUp()
    await stage.work()
    expect(await row()).toMatchObject({ state: 'done', is_late: false })
    expect(await stage.exceptions()).toMatchObject({ count: 0 })
  })

  it('is never more than the payment, whichever tills promised it at once', async () => {
    const order = await stage.order(2)
    const other = await openTill(stage.stage)
    const [first, second] = [broughtBack(stage, order, 2), broughtBack(stage, order, 1)]
    const both = [stage.till.tell(first.fact), other.tell(second.fact)]
    expect(await Promise.all(both)).toEqual(['applied', 'applied'])
    await stage.work()
    const rows = [await stage.row(first.refund), await stage.row(second.refund)]
    const refused = rows.filter((row) => row?.state === 'refused')
    expect(refused).toMatchObject([{ reason: 'beyond-payment', tries: 0 }])
    expect([...byKey(first.refund), ...byKey(second.refund)]).toHaveLength(1)
    const wrong = refused[0]?.refund ?? ''
    const again = await settleRefund(stage.backend, stage.owner, { as: 'again', refund: wrong })
    expect(again).toMatchObject({ failure: { details: { reason: 'never' } } })
    const byHand = { as: 'by-hand', refund: wrong, note: 'Talked to the customer' } as const
    expect(await settleRefund(stage.backend, stage.owner, byHand)).toMatchObject({ ok: true })
  })

  it('goes to the payment that the order names, and to no other', async () => {
    const { refund, row } = await promised({ reference: 'pay-of-somebody-else' })
    const unknown = await promised()
    await stage.work()
    expect(await row()).toMatchObject({ state: 'refused', reason: 'not-of-order' })
    expect(byKey(refund)).toEqual([])
    expect(await unknown.row()).toMatchObject({ state: 'done' })
    const note = { as: 'by-hand', note: 'Nobody asked for it' } as const
    await settleRefund(stage.backend, stage.owner, { ...note, refund })
  })

  it('of an order that nobody knows any more is asked for by a person’s word', async () => {
    const order = await stage.order(1)
    const lost = { ...order, body: { ...order.body, sale: random.id() } }
    const { fact, refund, amount } = broughtBack(stage, lost, 1)
    await stage.till.tell(fact)
    expect(await stage.work()).toBe(0)
    expect(await stage.exceptions()).toMatchObject({
      exceptions: [{ refund, order: null, reason: 'order-unknown', amount }],
    })
    await settleRefund(stage.backend, stage.owner, { as: 'again', refund })
    await stage.work()
    expect(byKey(refund)).toHaveLength(1)
  })

  it('does not wait for those by another provider that is silent', async () => {
    const slower = [await promised(), await promised()]
    const other = await simulateProvider({ clock })
    const { address, secret } = other
    await setProvider(stage.backend, stage.tenant, {
      ...{ provider: 'Other', account: { address, secret } },
    })
    const back = broughtBack(stage, await stage.order(1, 'Other'), 1)
    await stage.till.tell(back.fact)
    stage.provider.behave('lose-request')
    const before = stage.provider.asked().refunds
    await stage.work()
    expect(await stage.row(back.refund)).toMatchObject({ state: 'done' })
    expect(stage.provider.asked().refunds - before).toBe(1)
    await other.close()
    stage.provider.behave('approve')
    stage.pass(HOUR_MS)
    await stage.work()
    for (const { row } of slower) expect(await row()).toMatchObject({ state: 'done' })
    const { counts } = await readRefunds(stage.backend.database, stage.tenant)
    expect([counts.queued, counts.asked, counts.refused]).toEqual([0, 0, 0])
    expect(stage.logged.join()).not.toContain(stage.provider.secret)
  })
})

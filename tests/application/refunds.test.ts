/** Money goes back the way it came: to the card first, and last in cash. */
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { saleTenderKey } from '../../src/domain/claim.ts'
import { minor } from '../../src/domain/money.ts'
import type { PaymentOutcome, PaymentRequest } from '../../src/ports/devices.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { approve, paymentTerminal } from './devices.ts'
import { bringBack, current, lastSale, shopWith, sold, toCard } from './refund-stage.ts'
import { code, daysLater, draftCommand, grant, NO_DEVICES, payCash, present } from './shop.ts'
import { pull, value, type Shop } from './shop.ts'

const approved = ({ amountMinor }: PaymentRequest) =>
  ({
    ...({ state: 'approved', amountMinor, scheme: 'Debit', lastFour: null } as const),
    ...{ authorisation: 'A1', trace: '470', receipt: '0470' },
  }) as const

describe('what a card had paid', () => {
  it('goes back to it by the number of its receipt, the same day and whole', async () => {
    const { shop, payment, taken } = await shopWith()
    const { sale, bringBack } = await sold(shop, 2, 258)
    expect((await bringBack()).refund).toEqual({
      shares: [{ kind: 'card', amount: 258, detail: 'Debit ····4771' }],
      ...{ cash: 0, credit: 0, beyond: 0, unreached: [] },
    })
    expect(value(await toCard(shop))).toMatchObject({ outcome: 'done', sale: { total: -258 } })
    expect(payment.reversed).toMatchObject([
      { amountMinor: 258, original: { trace: '470', receipt: '0470' } },
    ])
    expect(payment.refunded).toEqual([])
    const claim = present(taken.at(-1))
    expect(claim).toMatchObject({ kind: 'sale-tender', key: saleTenderKey(sale, 0), amount: 258 })
    const body = lastSale(shop)
    expect(body['tenders']).toMatchObject([
      { kind: 'card', amount: -258, back: { sale, tender: 0, claim: claim.id, word: 'granted' } },
    ])
    expect(body['claims']).toContainEqual(claim)
    expect(shop.store.soldSales.find(sale)?.refunded).toEqual({ 0: 258 })
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('is paid out to the card that is shown, of another day or of a part of it', async () => {
    const { shop, payment } = await shopWith()
    const { sale } = await sold(shop, 3, 387)
    await bringBack(shop, sale, 1)
    value(await toCard(shop))
    daysLater(shop, 1)
    await bringBack(shop, sale, 2)
    value(await toCard(shop))
    expect(payment.reversed).toEqual([])
    expect(payment.refunded.map(({ amountMinor }) => amountMinor)).toEqual([129, 258])
    expect(shop.store.soldSales.find(sale)?.refunded).toEqual({ 0: 387 })
  })

  it('asks for the card that had paid, and goes to another by somebody’s word only', async () => {
    const { shop, payment } = await shopWith((request) =>
      'card' in request && request.card === '4771'
        ? { state: 'declined', reason: 'another-card' }
        : { ...approved(request), lastFour: '9999' },
    )
    const { sale } = await sold(shop, 2, 258)
    await bringBack(shop, sale, 1)
    expect(value(await toCard(shop))).toMatchObject({
      ...{ outcome: 'declined', reason: 'another-card' },
    })
    const toAnother = () =>
      shop.terminal.returns.refundToCard({ ...draftCommand(shop), toAnother: true })
    grant(shop, 'manager', 'refund-to-another-card', { kind: 'approval' })
    expect(code(await toAnother())).toBe('approval-needed')
    grant(shop, 'manager', 'refund-to-another-card', { kind: 'allowed' })
    expect(value(await toAnother())).toMatchObject({ outcome: 'done' })
    expect(payment.refunded).toMatchObject([{ card: '4771' }, { card: null }])
    expect(lastSale(shop)['tenders']).toMatchObject([
      { kind: 'card', amount: -129, lastFour: '9999', insteadOf: '4771' },
    ])
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('goes back before what cash had paid, and never more than that', async () => {
    const { shop, payment } = await shopWith()
    const { bringBack } = await sold(shop, 4, 300, 1)
    expect((await bringBack()).refund).toMatchObject({ shares: [{ amount: 300 }], cash: 87 })
    expect(value(await toCard(shop))).toMatchObject({ outcome: 'taken', draft: { due: -87 } })
    const { tenders } = current(shop)
    const undone = { ...draftCommand(shop), tender: present(tenders[0]).id }
    expect(code(await shop.terminal.draft.undoTender(undone))).toBe('refund-final')
    expect(await payCash(shop, 0)).toMatchObject({ total: -387 })
    expect(payment.reversed).toHaveLength(1)
    expect(lastSale(shop)['tenders']).toMatchObject([
      { kind: 'card', amount: -300 },
      { kind: 'cash', amount: -87 },
    ])
  })

  it('is kept before the device hears of it, and after a crash it is asked for', async () => {
    const seen: unknown[] = []
    let file = ''
    const { shop, payment } = await shopWith(() => {
      const reader = new Database(file, { readonly: true })
      seen.push(reader.prepare("SELECT state FROM payment_intent WHERE kind = 'refund'").get())
      reader.close()
      return new Promise(() => undefined)
    })
    file = shop.file
    const { bringBack } = await sold(shop, 2, 258)
    await bringBack()
    void toCard(shop)
    await new Promise((resolve) => setImmediate(resolve))
    expect(seen).toEqual([{ state: 'started' }])
    const asked = paymentTerminal(approve)
    const again = shop.reopen({ devices: { ...NO_DEVICES, payment: asked } })
    expect(current(again).payment).toMatchObject({ kind: 'refund', state: 'unknown', amount: 258 })
    const answer = await again.terminal.draft.resolvePayment(draftCommand(again))
    expect(value(answer)).toMatchObject({ outcome: 'done' })
    expect([payment.reversed.length, asked.reversed.length, asked.inquired.length]).toEqual([
      ...[1, 0, 1],
    ])
    expect(lastSale(again)['tenders']).toMatchObject([{ amount: -258, back: { tender: 0 } }])
    expect((await verifyDatabase(again.file, { check: 'full' })).broken).toBeUndefined()
  })

  it.each(['declined', 'cancelled'] as const)('can go otherwise where it was %s', async (state) => {
    const answers: PaymentOutcome[] = [{ state, reason: 'closed' }]
    const { shop, payment, released, taken } = await shopWith(
      (asked) => answers.shift() ?? approve(asked),
    )
    const { bringBack } = await sold(shop, 2, 258)
    await bringBack()
    expect(value(await toCard(shop))).toMatchObject({ outcome: state, draft: { due: -258 } })
    expect(released).toEqual([present(taken.at(-1)).id])
    expect(value(await toCard(shop))).toMatchObject({ outcome: 'done' })
    // What the payment terminal would not take back by its receipt is paid out.
    const calls = [payment.reversed.length, payment.refunded.length]
    expect(calls).toEqual(state === 'declined' ? [1, 1] : [2, 0])
  })

  it('is not paid out in cash but by a second person’s word', async () => {
    const { shop } = await shopWith()
    const { bringBack } = await sold(shop, 2, 200)
    await bringBack()
    const settings = present(shop.store.settings.store())
    const manager = { 'refund-in-cash': { kind: 'approval' } }
    pull(shop, 'settings', { ...settings, ...{ roles: { manager } } })
    const cash = { ...draftCommand(shop), tendered: minor(0) }
    expect(await shop.terminal.draft.payCash(cash)).toMatchObject({
      failure: { code: 'approval-needed', details: { permission: 'refund-in-cash', amount: 200 } },
    })
  })

  it('is not given back where another till does, nor where there is no device', async () => {
    const { shop, says, payment } = await shopWith()
    const { bringBack } = await sold(shop, 2, 258)
    await bringBack()
    says.refund = { outcome: 'refused', reason: 'used-up', remaining: 0 }
    expect(code(await toCard(shop))).toBe('refund-taken')
    shop.terminal.useDevices(NO_DEVICES)
    expect(code(await toCard(shop))).toBe('payment-device-missing')
    expect([payment.reversed, payment.refunded, current(shop).payment]).toEqual([[], [], null])
  })
})

describe('what an online store’s provider took', () => {
  async function ordered(providers: readonly string[] | undefined) {
    const staged = await shopWith()
    const { shop } = staged
    const settings = present(shop.store.settings.store())
    pull(shop, 'settings', { ...settings, ...(providers && { onlineRefunds: providers }) })
    grant(shop, 'manager', 'refund-in-cash', { kind: 'approval' })
    const { sale } = await sold(shop, 2, 200)
    const { terminal: _, ...own } = present(shop.store.soldSales.find(sale))
    const online = { kind: 'online', amount: own.total, provider: 'Payer', reference: 'pay-1' }
    const order = {
      ...{ ...own, id: v7(), terminal: v7(), receipt: 'W1-1-000001', channel: 'web' as const },
      ...{ tenders: [online], contains: {} },
    }
    shop.store.documents.of('sales').append(order, shop.clock.now())
    return { ...staged, order }
  }
  const giveBack = (shop: Shop) => shop.terminal.returns.refund(draftCommand(shop))

  it('goes back to that payment, a part at a time and never more than it took', async () => {
    const { shop, order, taken } = await ordered(['Payer'])
    await bringBack(shop, order.id, 1)
    const half = order.total / 2
    expect(current(shop).refund).toEqual({
      shares: [{ kind: 'online', amount: half, detail: 'Payer' }],
      ...{ cash: 0, credit: 0, beyond: 0, unreached: [] },
    })
    expect(value(await giveBack(shop))).toMatchObject({ outcome: 'done', sale: { total: -half } })
    const claim = present(taken.at(-1))
    const key = saleTenderKey(order.id, 0)
    expect(claim).toMatchObject({ kind: 'sale-tender', key, amount: half })
    const back = { sale: order.id, tender: 0, claim: claim.id, word: 'granted' }
    expect(lastSale(shop)).toMatchObject({
      tenders: [{ kind: 'online', amount: -half, provider: 'Payer', reference: 'pay-1', back }],
      claims: expect.arrayContaining([claim]) as unknown,
    })
    expect(shop.store.soldSales.find(order.id)?.refunded).toEqual({ 0: half })
    await bringBack(shop, order.id, 1)
    expect(current(shop).refund).toMatchObject({ shares: [{ amount: half }], beyond: 0 })
    value(await giveBack(shop))
    expect(shop.store.soldSales.find(order.id)?.refunded).toEqual({ 0: order.total })
    const session = present(shop.store.tills.current())
    const sums = { kind: 'online', taken: { count: 0 }, back: { count: 2, amount: order.total } }
    const { tenders } = shop.store.tills.sum(session).figures
    expect(tenders.find(({ kind }) => kind === 'online')).toMatchObject(sums)
    // No drawer has less for it: the float, and what the sale before had in cash.
    expect(shop.store.tills.expectedCash(session.id)).toBe(10_000 + 58)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('is promised without the backend’s word, and not where another till promised it', async () => {
    const { shop, order, says } = await ordered(['Payer'])
    await bringBack(shop, order.id, 2)
    says.refund = { outcome: 'refused', reason: 'used-up', remaining: 0 }
    expect(code(await giveBack(shop))).toBe('refund-taken')
    says.refund = { outcome: 'unreachable' }
    expect(value(await giveBack(shop))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)['tenders']).toMatchObject([{ kind: 'online', back: { word: 'none' } }])
  })

  it('goes back in cash by somebody’s word alone, whether or not its provider can', async () => {
    for (const providers of [undefined, ['Another'], ['Payer']]) {
      const { shop, order } = await ordered(providers)
      const wanted = { text: order.receipt, everywhere: false }
      const { sales } = value(await shop.terminal.returns.find(wanted))
      expect(sales).toMatchObject([{ id: order.id, channel: 'web', tenders: [{ kind: 'online' }] }])
      await bringBack(shop, order.id, 2)
      const isReached = providers?.includes('Payer') === true
      const plan = isReached
        ? { shares: [{ kind: 'online' }], beyond: 0, unreached: [] }
        : { shares: [], beyond: order.total, unreached: ['Payer'] }
      const back = 0 - order.total
      expect(current(shop)).toMatchObject({ total: back, refund: plan })
      if (!isReached) expect(code(await giveBack(shop))).toBe('draft-changed')
      const cash = { ...draftCommand(shop), tendered: minor(0) }
      expect(await shop.terminal.draft.payCash(cash)).toMatchObject({
        failure: { code: 'approval-needed', details: { permission: 'refund-in-cash' } },
      })
      grant(shop, 'manager', 'refund-in-cash', { kind: 'allowed' })
      await payCash(shop, 0)
      expect(lastSale(shop)['tenders']).toEqual([{ kind: 'cash', amount: back }])
      expect(lastSale(shop)['channel']).toBeUndefined()
    }
  })
})

import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { PaymentOutcome } from '../../src/ports/devices.ts'
import { approve, paymentTerminal, type TestPayment } from './devices.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  kinds,
  LIST,
  MILK,
  NO_DEVICES,
  openTill,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

const unknown = (): PaymentOutcome => ({ state: 'unknown', reason: 'link lost' })
const withPayment = (payment: TestPayment) => ({ devices: { ...NO_DEVICES, payment } })

async function shopWith(payment: TestPayment): Promise<Shop> {
  const shop = await openTill(withPayment(payment))
  await scan(shop, MILK.gtin, 2)
  return shop
}

const sales = (shop: Shop) => kinds(shop).filter((kind) => kind === 'sale-completed')
const settled = (shop: Shop) =>
  entries(shop)
    .filter(({ kind }) => kind === 'payment-settled')
    .map(({ body }) => [body['outcome'], body['withoutSale']])

describe('a card payment', () => {
  it('is durable before the device hears of it', async () => {
    const seen: unknown[] = []
    let file = ''
    const payment = paymentTerminal((request) => {
      const reader = new Database(file, { readonly: true })
      seen.push(reader.prepare('SELECT id, state, amount FROM payment_intent').get())
      reader.close()
      return approve(request)
    })
    const shop = await shopWith(payment)
    file = shop.file
    value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(seen).toEqual([{ id: payment.paid[0]?.intent, state: 'started', amount: 258 }])
  })

  it('that is approved is a sale, with what a receipt may show of the card', async () => {
    const payment = paymentTerminal(approve)
    const shop = await shopWith(payment)
    const answer = value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(answer).toMatchObject({
      outcome: 'done',
      sale: { total: 258, tendered: 258, change: 0, tender: 'card' },
    })
    const { intent } = payment.paid[0]!
    const [settlement, sale] = entries(shop).slice(-2)
    expect(settlement?.body).toEqual({
      ...{ intent, amount: 258, outcome: 'approved', withoutSale: false },
    })
    expect(sale?.body['tenders']).toEqual([
      {
        ...{ kind: 'card', amount: 258, intent, scheme: 'Debit', lastFour: '4771' },
        authorisation: 'A1',
      },
    ])
    expect(value(shop.terminal.draft.current())).toMatchObject({ lines: [], payment: null })
  })

  it.each(['declined', 'cancelled'] as const)('that is %s leaves the cart free', async (state) => {
    const shop = await shopWith(paymentTerminal(() => ({ state, reason: 'no funds' })))
    const answer = value(await shop.terminal.draft.payCard(draftCommand(shop)))
    expect(answer).toMatchObject({ outcome: state, draft: { total: 258, payment: null } })
    expect(settled(shop)).toEqual([[state, false]])
    const cash = { ...draftCommand(shop), tendered: minor(300) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('ok')
  })

  it('holds the cart while it is under way', async () => {
    const { promise, resolve } = Promise.withResolvers<PaymentOutcome>()
    const shop = await shopWith(paymentTerminal(() => promise))
    const input = draftCommand(shop)
    const paying = shop.terminal.draft.payCard(input)
    const { draft } = shop.terminal
    expect(value(draft.current()).payment).toMatchObject({ amount: 258, state: 'started' })
    const edits = [
      await draft.scan({ command: v7(), text: BREAD.gtin, symbology: null, quantity: ONE }),
      draft.undo(draftCommand(shop)),
      draft.abandon(draftCommand(shop)),
      await draft.payCash({ ...draftCommand(shop), tendered: minor(300) }),
      await draft.payCard(draftCommand(shop)),
      await draft.resolvePayment(draftCommand(shop)),
    ]
    expect(edits.map(code)).toEqual(Array.from({ length: 6 }, () => 'payment-pending'))
    const again = draft.payCard(input)
    resolve({ state: 'declined', reason: 'no funds' })
    expect(await again).toEqual(await paying)
  })

  it('of a device that throws or never answers ends as unknown, not as nothing', async () => {
    const broken = await shopWith(paymentTerminal(() => Promise.reject(new Error('cable'))))
    const answer = await broken.terminal.draft.payCard(draftCommand(broken))
    expect(value(answer)).toMatchObject({ outcome: 'unknown' })
    const silent = await shopWith(paymentTerminal(() => new Promise(() => undefined)))
    const waiting = silent.terminal.draft.payCard(draftCommand(silent))
    silent.clock.pass(5 * 60_000)
    expect(value(await waiting)).toMatchObject({ outcome: 'unknown' })
  })

  it('needs a device and something to pay', async () => {
    const bare = await openTill()
    await scan(bare, MILK.gtin)
    expect(code(await bare.terminal.draft.payCard(draftCommand(bare)))).toBe(
      'payment-device-missing',
    )
    const payment = paymentTerminal(approve)
    const shop = await openTill(withPayment(payment))
    expect(code(await shop.terminal.draft.payCard(draftCommand(shop)))).toBe('draft-empty')
    expect(payment.paid).toEqual([])
  })
})

describe('a payment whose end is unknown', () => {
  it('holds the cart, is asked for and never charged again', async () => {
    const payment = paymentTerminal(unknown, approve)
    const shop = await shopWith(payment)
    const input = draftCommand(shop)
    const { draft } = shop.terminal
    expect(value(await draft.payCard(input))).toMatchObject({
      ...{ outcome: 'unknown', reason: 'link lost', draft: { payment: { state: 'unknown' } } },
    })
    expect(value(await draft.payCard(input))).toMatchObject({ outcome: 'unknown' })
    expect(code(await draft.payCard(draftCommand(shop)))).toBe('payment-unknown')
    expect(code(draft.abandon(draftCommand(shop)))).toBe('payment-unknown')
    const resolve = draftCommand(shop)
    const answer = value(await draft.resolvePayment(resolve))
    expect(answer).toMatchObject({ outcome: 'done', sale: { total: 258 } })
    expect(value(await draft.resolvePayment(resolve))).toEqual(answer)
    expect([payment.paid.length, payment.inquired.length]).toEqual([1, 1])
    expect(payment.inquired[0]).toEqual({ ...payment.paid[0], settledTraces: [] })
    expect(settled(shop)).toEqual([
      ['unknown', false],
      ['approved', false],
    ])
    expect(sales(shop)).toHaveLength(1)
  })

  it('stays unknown while the device does not know either', async () => {
    const shop = await shopWith(paymentTerminal(unknown))
    await shop.terminal.draft.payCard(draftCommand(shop))
    const asked = value(await shop.terminal.draft.resolvePayment(draftCommand(shop)))
    expect(asked).toMatchObject({ outcome: 'unknown', draft: { payment: { state: 'unknown' } } })
    expect(settled(shop)).toEqual([['unknown', false]])
  })

  it('is what the crash of the core leaves, and the next core resolves it', async () => {
    const dying = paymentTerminal(() => new Promise(() => undefined))
    const shop = await shopWith(dying)
    const input = draftCommand(shop)
    void shop.terminal.draft.payCard(input)
    const living = paymentTerminal(approve)
    const again = shop.reopen(withPayment(living))
    expect(value(again.terminal.draft.current()).payment).toMatchObject({ state: 'unknown' })
    expect(settled(again)).toEqual([['unknown', false]])
    expect(value(await again.terminal.draft.payCard(input))).toMatchObject({ outcome: 'unknown' })
    expect(living.paid).toEqual([])
    const answer = value(await again.terminal.draft.resolvePayment(draftCommand(again)))
    expect(answer).toMatchObject({ outcome: 'done' })
    expect(living.inquired[0]?.intent).toBe(dying.paid[0]?.intent)
    const known = settled(again)
    expect(settled(again.reopen())).toEqual(known)
  })

  it('frees the cart when the device says that nothing was taken', async () => {
    const shop = await shopWith(paymentTerminal(unknown, () => ({ state: 'cancelled' })))
    await shop.terminal.draft.payCard(draftCommand(shop))
    const answer = value(await shop.terminal.draft.resolvePayment(draftCommand(shop)))
    expect(answer).toMatchObject({ outcome: 'cancelled', draft: { payment: null } })
    expect(code(shop.terminal.draft.abandon(draftCommand(shop)))).toBe('ok')
  })

  it('is not there to be resolved where no payment is open', async () => {
    const shop = await shopWith(paymentTerminal(approve))
    const asked = await shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(asked)).toBe('draft-changed')
  })
})

describe('money that no sale could take', () => {
  it('is written as such where the device approved another amount', async () => {
    const shop = await shopWith(
      paymentTerminal((request) => ({
        ...(approve(request) as Extract<PaymentOutcome, { state: 'approved' }>),
        amountMinor: 200,
      })),
    )
    const input = draftCommand(shop)
    const answer = await shop.terminal.draft.payCard(input)
    expect(code(answer)).toBe('payment-without-sale')
    expect(await shop.terminal.draft.payCard(input)).toEqual(answer)
    expect(entries(shop).at(-1)).toMatchObject({
      ...{ kind: 'payment-settled', body: { amount: 200, outcome: 'approved', withoutSale: true } },
    })
    expect(sales(shop)).toEqual([])
  })

  it('is a part of what is due where the cart has come to more by then', async () => {
    const shop = await shopWith(paymentTerminal(unknown, approve))
    await shop.terminal.draft.payCard(draftCommand(shop))
    const list = shop.store.catalogue.priceList(LIST)!
    pull(shop, 'pricing', { ...list, ...{ taxIncluded: false } })
    const answer = value(await shop.terminal.draft.resolvePayment(draftCommand(shop)))
    expect(answer).toMatchObject({ outcome: 'taken', draft: { due: 18 } })
    expect(settled(shop).at(-1)).toEqual(['approved', false])
  })

  it('is written as such where the cart has come to less by then', async () => {
    const payment = paymentTerminal(unknown, approve)
    const shop = await openTill({ ...withPayment(payment), taxIncluded: false })
    await scan(shop, MILK.gtin, 2)
    await shop.terminal.draft.payCard(draftCommand(shop))
    const list = shop.store.catalogue.priceList(LIST)!
    pull(shop, 'pricing', { ...list, ...{ taxIncluded: true } })
    const answer = await shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(answer)).toBe('payment-without-sale')
    expect(settled(shop).at(-1)).toEqual(['approved', true])
  })

  it('is not what a price list that changes while the card is read makes of it', async () => {
    const { promise, resolve } = Promise.withResolvers<PaymentOutcome>()
    const payment = paymentTerminal(() => promise)
    const shop = await shopWith(payment)
    const paying = shop.terminal.draft.payCard(draftCommand(shop))
    const list = shop.store.catalogue.priceList(LIST)!
    pull(shop, 'pricing', { ...list, ...{ taxIncluded: false } })
    resolve(await approve(payment.paid[0]!))
    expect(value(await paying)).toMatchObject({ outcome: 'done', sale: { total: 258 } })
  })

  it('survives strange words of the device', async () => {
    const shop = await shopWith(
      paymentTerminal((request) => ({
        ...(approve(request) as Extract<PaymentOutcome, { state: 'approved' }>),
        ...{ scheme: `\u001b@${'x'.repeat(200)}`, lastFour: '12345', authorisation: 'a\nb' },
      })),
    )
    expect(value(await shop.terminal.draft.payCard(draftCommand(shop)))).toMatchObject({
      outcome: 'done',
    })
    const [tender] = entries(shop).at(-1)!.body['tenders'] as Record<string, unknown>[]
    expect(tender).toMatchObject({ lastFour: null, authorisation: 'ab' })
  })
})

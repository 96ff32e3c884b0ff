/** Money goes back the way it came: to the card, the gift card, as points, and last in cash. */
import Database from 'better-sqlite3'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { saleTenderKey, type Claim } from '../../src/domain/claim.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { PaymentOutcome } from '../../src/ports/devices.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { approve, paymentTerminal, readyPrinter } from './devices.ts'
import {
  CARD_CODES,
  code,
  draftCommand,
  entries,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  present,
  pull,
  scan,
  value,
  type Shop,
  type ShopOptions,
} from './shop.ts'

const DAY_MS = 86_400_000
const GIFT_CODE = 'GC42-8817-6655-9A1B'
const GIFT_ACCOUNT = present(CARD_CODES.hashOf('GC42881766559A1B'))
const LINE = { reason: 'faulty', condition: 'opened', restock: true } as const

function backend() {
  const taken: Claim[] = []
  const released: string[] = []
  const says: { refund: ClaimAnswer } = { refund: { outcome: 'granted', expiresAt: 0 } }
  const claims: Claims = {
    take(claim) {
      taken.push(claim)
      const isRefund = claim.kind === 'sale-tender'
      return Promise.resolve(isRefund ? says.refund : { outcome: 'granted', expiresAt: 0 })
    },
    release: (ids) => void released.push(...ids),
  }
  return { claims, taken, released, says }
}

async function shopWith(
  back: Parameters<typeof paymentTerminal>[2] = approve,
  more: Partial<ShopOptions> = {},
) {
  const payment = paymentTerminal(approve, back, back)
  const told = backend()
  const devices = { ...NO_DEVICES, payment }
  const shop = await openTill({ claims: told.claims, devices, ...more })
  const giftCards = { amounts: [], offlineMost: minor(500) }
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ giftCards } })
  return { shop, payment, ...told }
}

/** Milks, of which a card pays `byCard` and cash the rest; all but `kept` come back at once. */
async function sold(shop: Shop, count: number, byCard: number, kept = 0) {
  await scan(shop, MILK.gtin, count)
  const rest = count * MILK.price - byCard
  const part = { ...draftCommand(shop), amount: minor(byCard) }
  const paid = value(await shop.terminal.draft.payCard(part))
  if (rest > 0) await payCash(shop, rest)
  else expect(paid.outcome).toBe('done')
  const sale = present(lastSale(shop)['sale']) as string
  return { sale, bringBack: () => bringBack(shop, sale, count - kept) }
}

async function bringBack(shop: Shop, sale: string, count: number) {
  const line = present(present(shop.store.soldSales.find(sale)).lines[0])
  const lines = [{ line: line.id, quantity: pieces(count), ...LINE }]
  return value(await shop.terminal.returns.put({ command: v7(), sale, lines }))
}

const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body
const toCard = (shop: Shop) => shop.terminal.returns.refundToCard(draftCommand(shop))
const current = (shop: Shop) => value(shop.terminal.draft.current())

describe('what a card had paid', () => {
  it('goes back to it by the number of its receipt, the same day and whole', async () => {
    const { shop, payment, taken } = await shopWith()
    const { sale, bringBack } = await sold(shop, 2, 258)
    expect((await bringBack()).refund).toEqual({
      shares: [{ kind: 'card', amount: 258, detail: 'Debit ····4771' }],
      ...{ cash: 0, credit: 0, beyond: 0 },
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
    shop.clock.pass(DAY_MS)
    await bringBack(shop, sale, 2)
    value(await toCard(shop))
    expect(payment.reversed).toEqual([])
    expect(payment.refunded.map(({ amountMinor }) => amountMinor)).toEqual([129, 258])
    expect(shop.store.soldSales.find(sale)?.refunded).toEqual({ 0: 387 })
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

describe('a gift receipt', () => {
  it('names goods and no price, and its code brings back credit alone', async () => {
    const printer = readyPrinter()
    const { shop } = await shopWith()
    shop.terminal.useDevices({ ...NO_DEVICES, printer })
    await scan(shop, MILK.gtin, 2)
    const { sale, receipt } = await payCash(shop, 258)
    value(shop.terminal.receipts.gift({ command: v7(), sale }))
    expect(entries(shop).at(-1)).toMatchObject({ kind: 'gift-receipt-printed', body: { sale } })
    await expect.poll(() => printer.printed.length).toBe(2)
    const paper = JSON.stringify(printer.printed.at(-1)?.document)
    expect(paper).toContain(`HF1:${receipt}-G`)
    expect(paper).not.toMatch(/1[.,]29|2[.,]58|€/)

    const line = present(present(shop.store.soldSales.find(sale)).lines[0])
    const lines = [{ line: line.id, quantity: pieces(1), ...LINE }]
    const put = await shop.terminal.returns.put({ command: v7(), sale, gift: true, lines })
    expect(value(put)).toMatchObject({ refund: { shares: [], cash: 0, credit: 129 } })
    const cash = { ...draftCommand(shop), tendered: minor(0) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('refund-to-credit')
    const card = { ...draftCommand(shop), code: GIFT_CODE }
    expect(value(await shop.terminal.giftCards.pay(card))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)).toMatchObject({
      lines: [{ returned: { gift: true } }],
      tenders: [{ kind: 'gift-card', amount: -129, account: GIFT_ACCOUNT }],
    })
  })
})

describe('what a gift card had paid', () => {
  it('goes back onto it without its code, under a claim', async () => {
    const { shop, taken } = await shopWith()
    const card = { command: v7(), code: GIFT_CODE, amount: minor(5000) }
    value(await shop.terminal.giftCards.sell(card))
    await payCash(shop, 5000)
    await scan(shop, MILK.gtin, 2)
    value(await shop.terminal.giftCards.pay({ ...draftCommand(shop), code: GIFT_CODE }))
    const sale = lastSale(shop)['sale'] as string
    await bringBack(shop, sale, 1)
    const { returns } = shop.terminal
    expect(value(await returns.refund(draftCommand(shop)))).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)['tenders']).toMatchObject([
      { kind: 'gift-card', amount: -129, account: GIFT_ACCOUNT, left: 4871, back: { tender: 0 } },
    ])
    expect(present(taken.at(-1)).kind).toBe('sale-tender')
    expect(shop.store.accounts.find('gift-card', GIFT_ACCOUNT)?.balance).toBe(4871)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })
})

describe('a gift card that was sold', () => {
  it('is no goods that come back for cash, while the card keeps its money', async () => {
    const { shop } = await shopWith()
    const card = { command: v7(), code: GIFT_CODE, amount: minor(5000) }
    value(await shop.terminal.giftCards.sell(card))
    await payCash(shop, 5000)
    const { sale, receipt } = lastSale(shop) as { sale: string; receipt: string }
    const line = present(present(shop.store.soldSales.find(sale)).lines[0])
    const { sales } = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
    expect(present(sales[0]).lines).toMatchObject([{ sold: 1000, returnable: 0 }])
    const lines = [{ line: line.id, quantity: pieces(1), ...LINE }]
    const put = await shop.terminal.returns.put({ command: v7(), sale, lines })
    expect(code(put)).toBe('return-too-many')
  })
})

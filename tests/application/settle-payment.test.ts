import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { PaymentOutcome } from '../../src/ports/devices.ts'
import { approve, paymentTerminal, type TestPayment } from './devices.ts'
import {
  code,
  draftCommand,
  entries,
  kinds,
  LIST,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  PEOPLE,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const unknown = (): PaymentOutcome => ({ state: 'unknown', reason: 'link lost' })
const last = (shop: Shop, kind: string) => entries(shop).findLast((entry) => entry.kind === kind)

/** A cart whose card payment nobody knows the end of, and a supervisor at the till. */
async function stuck(payment: TestPayment = paymentTerminal(unknown)): Promise<Shop> {
  const shop = await openTill({ devices: { ...NO_DEVICES, payment } }, 'cashier')
  await scan(shop, MILK.gtin, 2)
  value(await shop.terminal.draft.payCard(draftCommand(shop)))
  await signIn(shop, 'supervisor')
  return shop
}

const settle = (shop: Shop, outcome: 'charged' | 'not-charged') =>
  shop.terminal.draft.settlePayment({ ...draftCommand(shop), outcome })

describe("a person's word on a payment whose end is unknown", () => {
  it('that it was charged completes the sale, also where no device is left', async () => {
    const shop = (await stuck()).reopen({ devices: NO_DEVICES })
    const input = { ...draftCommand(shop), outcome: 'charged' } as const
    const asked = await shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(asked)).toBe('payment-device-missing')
    const answer = value(await shop.terminal.draft.settlePayment(input))
    expect(answer).toMatchObject({ outcome: 'done', sale: { total: 258, tender: 'card' } })
    expect(value(await shop.terminal.draft.settlePayment(input))).toEqual(answer)
    const who = { actor: PEOPLE.supervisor, approver: PEOPLE.supervisor }
    expect(last(shop, 'payment-settled')).toMatchObject({
      ...{ ...who, body: { amount: 258, outcome: 'approved', withoutSale: false } },
    })
    const card = { kind: 'card', amount: 258, scheme: 'by hand', lastFour: null }
    const tenders = [{ ...card, authorisation: '' }]
    expect(last(shop, 'sale-completed')).toMatchObject({ ...who, body: { tenders } })
    expect(shop.store.payments.approvedTraces(9)).toEqual([])
    expect(value(shop.terminal.draft.current())).toMatchObject({ lines: [], payment: null })
  })

  it('that it was not charged frees the cart for another tender', async () => {
    const shop = await stuck()
    const answer = value(await settle(shop, 'not-charged'))
    expect(answer).toMatchObject({ outcome: 'declined', draft: { total: 258, payment: null } })
    expect(last(shop, 'payment-settled')).toMatchObject({
      ...{ actor: PEOPLE.supervisor, approver: PEOPLE.supervisor },
      body: { outcome: 'declined', withoutSale: false },
    })
    expect((await payCash(shop, 300)).change).toBe(42)
  })

  it('makes the money a part of what is due where the cart has come to more', async () => {
    const shop = await stuck()
    const list = shop.store.catalogue.priceList(LIST)!
    pull(shop, 'pricing', { ...list, ...{ taxIncluded: false } })
    expect(value(await settle(shop, 'charged'))).toMatchObject({ outcome: 'taken' })
    expect(last(shop, 'payment-settled')?.body).toMatchObject({ amount: 258, withoutSale: false })
    expect(value(shop.terminal.draft.current())).toMatchObject({ payment: null, due: 18 })
    expect(kinds(shop)).not.toContain('sale-completed')
  })

  it('is not asked for while the device may still say it, nor where nothing is open', async () => {
    const { promise, resolve } = Promise.withResolvers<PaymentOutcome>()
    const shop = await stuck(paymentTerminal(unknown, () => promise))
    const asking = shop.terminal.draft.resolvePayment(draftCommand(shop))
    expect(code(await settle(shop, 'charged'))).toBe('payment-pending')
    resolve({ state: 'cancelled' })
    value(await asking)
    expect(code(await settle(shop, 'charged'))).toBe('draft-changed')
  })
})

describe('giving a card payment up', () => {
  it("asks the device once; the payment's own end says whether it was in time", async () => {
    const { promise, resolve } = Promise.withResolvers<PaymentOutcome>()
    const payment = paymentTerminal(() => promise)
    const shop = await openTill({ devices: { ...NO_DEVICES, payment } })
    await scan(shop, MILK.gtin)
    const paying = shop.terminal.draft.payCard(draftCommand(shop))
    const cancel = draftCommand(shop)
    expect(value(await shop.terminal.draft.cancelPayment(cancel))).toBeNull()
    expect(value(await shop.terminal.draft.cancelPayment(cancel))).toBeNull()
    expect(payment.cancelled).toBe(1)
    resolve(await approve(payment.paid[0]!))
    expect(value(await paying)).toMatchObject({ outcome: 'done' })
  })

  it('survives a device that cannot be told', async () => {
    const payment = {
      ...paymentTerminal(() => new Promise(() => undefined)),
      cancel: () => Promise.reject(new Error('cable')),
    }
    const shop = await openTill({ devices: { ...NO_DEVICES, payment } })
    await scan(shop, MILK.gtin)
    void shop.terminal.draft.payCard(draftCommand(shop))
    expect(value(await shop.terminal.draft.cancelPayment(draftCommand(shop)))).toBeNull()
    expect(value(shop.terminal.draft.current()).payment).toMatchObject({ state: 'started' })
  })

  it('needs one that is under way', async () => {
    const payment = paymentTerminal(unknown)
    const shop = await stuck(payment)
    const { draft } = shop.terminal
    expect(code(await draft.cancelPayment(draftCommand(shop)))).toBe('payment-unknown')
    value(await settle(shop, 'not-charged'))
    expect(code(await draft.cancelPayment(draftCommand(shop)))).toBe('draft-changed')
    const other = { ...draftCommand(shop), draft: v7() }
    expect(code(await draft.cancelPayment(other))).toBe('draft-changed')
    expect(payment.cancelled).toBe(0)
  })
})

import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { EMPTY_DETAILS } from '../../src/domain/customer/customer.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { ClaimAnswer, Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { pullCustomer, pullMerged } from './pulled-customers.ts'
import { bringBack } from './refund-stage.ts'
import {
  code,
  draftCommand,
  entries,
  MILK,
  openTill,
  payCash,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

function claimsThat(answer: ClaimAnswer) {
  const asked: { kind: string; amount: number }[] = []
  const claims: Claims = {
    take: ({ kind, amount }) => {
      asked.push({ kind, amount })
      return Promise.resolve(answer)
    },
    release: () => undefined,
  }
  return { claims, asked }
}

const granting = () => claimsThat({ outcome: 'granted', expiresAt: 0 })
const silent = () => claimsThat({ outcome: 'unreachable' })

const LOYALTY = { perUnit: 1000, excluded: [], worth: 1, offlineMost: 50 }
const KEPT = {
  'store-credit': { offlineMost: minor(100) },
  'on-account': { offlineMost: minor(150) },
}

/** A shop that keeps all of it, and a customer in the cart who may owe ten. */
async function shopWith(claims: Claims): Promise<Shop & { readonly customer: string }> {
  const shop = await openTill({ claims })
  const policy = { customerAccounts: KEPT, loyalty: LOYALTY, vouchers: ['Meal', 'Town'] }
  pull(shop, 'settings', { ...shop.store.settings.store()!, ...policy })
  const details = { name: 'Ada', creditLimit: minor(1000) }
  const { id: customer } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  return Object.assign(shop, { customer })
}

const view = ({ terminal }: Shop) => value(terminal.draft.current())
const lastSale = (shop: Shop) =>
  entries(shop).findLast(({ kind }) => kind === 'sale-completed')!.body
const payBy = (shop: Shop, kind: 'store-credit' | 'on-account', amount?: number) =>
  shop.terminal.accounts.pay({
    ...{ ...draftCommand(shop), kind },
    ...(amount !== undefined && { amount: minor(amount) }),
  })
const again = (shop: Shop & { readonly customer: string }) =>
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: shop.customer }))

describe('a customer who buys on account', () => {
  it('owes it, up to the limit, and pays it off by a line that is no turnover', async () => {
    const { claims, asked } = granting()
    const shop = await shopWith(claims)
    await scan(shop, MILK.gtin, 4)
    expect(view(shop).accounts).toContainEqual({
      ...{ kind: 'on-account', balance: 0, limit: 1000, most: 516 },
    })
    expect(value(await payBy(shop, 'on-account'))).toMatchObject({ outcome: 'done' })
    expect(asked).toEqual([{ kind: 'on-account', amount: 516 }])
    expect(lastSale(shop)).toMatchObject({
      tenders: [{ kind: 'on-account', account: shop.customer, left: -516, word: 'granted' }],
    })
    expect(shop.store.journal.perpetual().turnover).toEqual({ EUR: 516 })
    again(shop)
    await scan(shop, MILK.gtin, 4)
    expect(view(shop).accounts).toContainEqual(
      expect.objectContaining({ kind: 'on-account', balance: -516, most: 484 }),
    )
    value(shop.terminal.draft.abandon(draftCommand(shop)))
    again(shop)
    value(await shop.terminal.accounts.settle({ command: v7(), amount: minor(500) }))
    expect(code(await payBy(shop, 'on-account'))).toBe('gift-card-for-goods')
    await payCash(shop, 500)
    expect(shop.store.journal.perpetual().turnover).toEqual({ EUR: 516 })
    again(shop)
    expect(view(shop).accounts).toContainEqual(
      expect.objectContaining({ kind: 'on-account', balance: -16 }),
    )
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('without a connection once and up to the cap, and never beyond the limit', async () => {
    const shop = await shopWith(silent().claims)
    shop.network.online = false
    await scan(shop, MILK.gtin, 2)
    expect(code(await payBy(shop, 'on-account', 200))).toBe('account-needs-backend')
    expect(value(await payBy(shop, 'on-account'))).toMatchObject({ draft: { due: 108 } })
    expect(code(await payBy(shop, 'on-account'))).toBe('account-needs-backend')
    await payCash(shop, 108)
    expect(shop.store.tills.expectedCash(shop.store.tills.current()!.id)).toBe(10_108)
  })

  it('is nobody where the customer is not named or has no limit', async () => {
    const shop = await shopWith(granting().claims)
    await scan(shop, MILK.gtin)
    const details = { creditLimit: minor(0) }
    value(shop.terminal.customers.change({ command: v7(), customer: shop.customer, details }))
    expect(code(await payBy(shop, 'store-credit', 500))).toBe('limit-amount')
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: null }))
    expect(code(await payBy(shop, 'on-account'))).toBe('account-not-kept')
    expect(view(shop)).toMatchObject({ accounts: [], points: null })
  })
})

describe('points', () => {
  const redeem = (shop: Shop, points?: number) =>
    shop.terminal.accounts.payByPoints({
      ...draftCommand(shop),
      ...(points !== undefined && { points }),
    })

  /** A customer who has 129 points. */
  async function shopWithPoints(claims: Claims) {
    const shop = await shopWith(claims)
    await scan(shop, MILK.gtin, 100)
    await payCash(shop, 12_900)
    again(shop)
    return shop
  }

  it('pay a cart whose customer turns out to be another one before it is paid', async () => {
    const shop = await shopWithPoints(granting().claims)
    await scan(shop, MILK.gtin, 2)
    value(await redeem(shop, 100))
    const other = v7()
    pullCustomer(shop, { id: other, details: { ...EMPTY_DETAILS, name: 'Ada' }, points: 200 })
    pullMerged(shop, shop.customer, other)
    await payCash(shop, 158)
    expect(lastSale(shop)).toMatchObject({
      ...{ customer: other, points: { earned: 1, redeemed: 100 } },
      tenders: [{ kind: 'points', points: 100, customer: other }, { kind: 'cash' }],
    })
    expect(shop.store.customers.find(other)?.points).toBe(101)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('go back to whom they came from, who turned out to be another one since', async () => {
    const shop = await shopWithPoints(granting().claims)
    await scan(shop, MILK.gtin, 1)
    expect(value(await redeem(shop, 129))).toMatchObject({ outcome: 'done' })
    const { sale } = lastSale(shop) as { sale: string }
    const other = v7()
    pullCustomer(shop, { id: other, details: { ...EMPTY_DETAILS, name: 'Ada' }, points: 0 })
    pullMerged(shop, shop.customer, other)
    await bringBack(shop, sale, 1)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: other }))
    const done = value(await shop.terminal.returns.refund(draftCommand(shop)))
    expect(done).toMatchObject({ outcome: 'done' })
    expect(lastSale(shop)).toMatchObject({
      ...{ customer: other, points: { earned: 0, redeemed: -129 } },
      tenders: [{ kind: 'points', points: -129, customer: other }],
    })
    expect(shop.store.customers.find(other)?.points).toBe(129)
  })

  it('pay what they are worth, bring none themselves, and are no turnover less', async () => {
    const { claims, asked } = granting()
    const shop = await shopWithPoints(claims)
    await scan(shop, MILK.gtin, 2)
    expect(view(shop).points).toEqual({ balance: 129, most: 129, worth: 129 })
    expect(value(await redeem(shop))).toMatchObject({ outcome: 'taken', draft: { due: 129 } })
    expect(asked).toEqual([{ kind: 'points', amount: 129 }])
    await payCash(shop, 129)
    expect(lastSale(shop)).toMatchObject({
      tenders: [{ kind: 'points', points: 129, amount: 129 }, { kind: 'cash' }],
      points: { earned: 1, redeemed: 129 },
    })
    expect(shop.store.customers.find(shop.customer)?.points).toBe(1)
    expect(shop.store.journal.perpetual().turnover).toEqual({ EUR: 13_158 })
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('pay for goods alone, and no card pays a load once they did', async () => {
    const shop = await shopWith(granting().claims)
    const giftCards = { amounts: [minor(1000)], offlineMost: minor(0) }
    pull(shop, 'settings', { ...shop.store.settings.store()!, ...{ giftCards } })
    const ada = v7()
    pullCustomer(shop, { id: ada, details: { ...EMPTY_DETAILS, name: 'Ada' }, points: 5000 })
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer: ada }))
    await scan(shop, MILK.gtin)
    const load = { code: 'GC4288176655', amount: minor(1000) }
    value(await shop.terminal.giftCards.sell({ command: v7(), ...load }))
    value(await redeem(shop))
    expect(view(shop)).toMatchObject({ due: 1000, points: { most: 0 } })
    expect(code(await redeem(shop))).toBe('points-short')
    const other = { ...draftCommand(shop), code: 'GC0000000001' }
    expect(code(await shop.terminal.giftCards.pay(other))).toBe('gift-card-for-goods')
    await payCash(shop, 1000)
    expect(lastSale(shop)['points']).toEqual({ earned: 0, redeemed: 129 })
  })

  it('come back as points with the goods, and what the goods had brought goes', async () => {
    const shop = await shopWithPoints(granting().claims)
    await scan(shop, MILK.gtin, 3)
    value(await redeem(shop))
    await payCash(shop, 258)
    expect(shop.store.customers.find(shop.customer)?.points).toBe(2)
    const sale = lastSale(shop)['sale'] as string
    const why = { reason: 'faulty', condition: 'opened', restock: true } as const
    const [line] = shop.store.soldSales.find(sale)!.lines
    const lines = [{ line: line!.id, quantity: pieces(3), ...why }]
    // Nobody named the customer of this cart: the sale of the goods did.
    const put = value(await shop.terminal.returns.put({ command: v7(), sale, lines }))
    expect([put.customer?.id, put.refund]).toMatchObject([
      shop.customer,
      { shares: [{ kind: 'points', amount: 129 }], cash: 258 },
    ])
    const back = await shop.terminal.returns.refund(draftCommand(shop))
    expect(value(back)).toMatchObject({ outcome: 'taken', draft: { due: -258 } })
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({
      tenders: [
        { kind: 'points', points: -129, amount: -129 },
        { kind: 'cash', amount: -258 },
      ],
      points: { earned: -2, redeemed: -129 },
    })
    expect(shop.store.customers.find(shop.customer)?.points).toBe(129)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('without a connection once for each customer, up to the cap', async () => {
    const shop = await shopWithPoints(silent().claims)
    shop.network.online = false
    await scan(shop, MILK.gtin, 2)
    expect(code(await redeem(shop, 51))).toBe('points-need-backend')
    expect(value(await redeem(shop))).toMatchObject({ draft: { due: 208 } })
    expect(code(await redeem(shop))).toBe('points-need-backend')
    expect(code(await redeem(shop, 100))).toBe('points-short')
    await payCash(shop, 208)
    again(shop)
    await scan(shop, MILK.gtin)
    expect(code(await redeem(shop))).toBe('points-need-backend')
  })
})

describe('a voucher of somebody else', () => {
  const take = (shop: Shop, face: number, name = 'Meal') => {
    const voucher = { name, number: '4711', face: minor(face) }
    return shop.terminal.accounts.payByVoucher({ ...draftCommand(shop), ...voucher })
  }

  it('pays its face and never gives change', async () => {
    const shop = await shopWith(granting().claims)
    await scan(shop, MILK.gtin, 2)
    expect(value(await take(shop, 100))).toMatchObject({ outcome: 'taken', draft: { due: 158 } })
    expect(value(await take(shop, 500))).toMatchObject({ outcome: 'done', sale: { change: 0 } })
    expect(lastSale(shop)).toMatchObject({
      tenders: [
        { kind: 'voucher', amount: 100, face: 100, name: 'Meal', number: '4711' },
        { kind: 'voucher', amount: 158, face: 500 },
      ],
      change: 0,
    })
  })

  it('is one of those that the store takes', async () => {
    const shop = await shopWith(granting().claims)
    await scan(shop, MILK.gtin)
    expect(code(await take(shop, 100, 'Other'))).toBe('voucher-not-taken')
  })
})

/** Points that goods had brought, and that go with the goods when they come back. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { EMPTY_DETAILS } from '../../src/domain/customer/customer.ts'
import { wrongFigure } from '../../src/domain/journal/arithmetic.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import type { Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { pullCustomer, pullMerged } from './pulled-customers.ts'
import {
  draftCommand,
  entries,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  value,
  type Shop,
} from './shop.ts'

const GRANTING: Claims = {
  take: () => Promise.resolve({ outcome: 'granted', expiresAt: 0 }),
  release: () => undefined,
}
const LOYALTY = { perUnit: 100_000, excluded: [], worth: 1, offlineMost: 50 }

async function shopWithAda(): Promise<Shop & { readonly customer: string }> {
  const shop = await openTill({ claims: GRANTING })
  const customerAccounts = { 'store-credit': { offlineMost: minor(100) } }
  const settings = present(shop.store.settings.store())
  pull(shop, 'settings', { ...settings, ...{ customerAccounts, loyalty: LOYALTY } })
  const details = { name: 'Ada' }
  const { id: customer } = value(shop.terminal.customers.create({ command: v7(), details }))
  value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
  return Object.assign(shop, { customer })
}

const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body

describe('the points of goods that come back', () => {
  /** Ada's purchase of ten, which are in the cart to come back. */
  async function sold(gift = false) {
    const shop = await shopWithAda()
    await scan(shop, MILK.gtin, 10)
    const { document } = await payCash(shop, 1290)
    // The receipt tells them, as far as they are known here.
    expect(JSON.stringify(document)).toMatch(/Points earned.*1,290.*Points as far as known here/)
    const points = () => shop.store.customers.find(shop.customer)?.points
    expect(points()).toBe(1290)
    const sale = lastSale(shop)['sale'] as string
    const { id: line } = present(present(shop.store.soldSales.find(sale)).lines[0])
    const back = { reason: 'faulty', condition: 'opened', restock: true, line } as const
    const take = async (count: number) =>
      value(
        await shop.terminal.returns.put({
          ...{ command: v7(), sale, lines: [{ ...back, quantity: pieces(count) }] },
          ...(gift && { gift: true }),
        }),
      )
    return { shop, points, take }
  }
  const named = (shop: Shop, customer: string | null) =>
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))

  it('go back from whoever had bought them where nobody is named any more', async () => {
    const { shop, points, take } = await sold()
    await take(4)
    named(shop, null)
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({
      takenBack: [{ customer: shop.customer, points: 516 }],
    })
    expect(lastSale(shop)).not.toHaveProperty('points')
    expect(points()).toBe(774)
    const sale = lastSale(shop) as unknown as SaleCompleted
    expect(wrongFigure(sale)).toBeUndefined()
    const more = { ...sale, takenBack: [{ customer: shop.customer, points: 1291 }] }
    expect(wrongFigure(more)).toContain('points are taken back')
    await take(6)
    named(shop, null)
    await payCash(shop, 0)
    expect(points()).toBe(0)
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('are nobody else’s loss, and those who were merged are one', async () => {
    const { shop, points, take } = await sold()
    const other = v7()
    pullCustomer(shop, { id: other, details: { ...EMPTY_DETAILS, name: 'Bo' }, points: 200 })
    named(shop, other)
    await take(5)
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({ customer: other, points: { earned: 0, redeemed: 0 } })
    expect([points(), shop.store.customers.find(other)?.points]).toEqual([645, 200])
    pullMerged(shop, shop.customer, other)
    named(shop, other)
    await take(5)
    await payCash(shop, 0)
    expect(lastSale(shop)).toMatchObject({ points: { earned: -645 } })
    expect(lastSale(shop)).not.toHaveProperty('takenBack')
    expect((await verifyDatabase(shop.file, { check: 'full' })).broken).toBeUndefined()
  })

  it('stay with the giver of what comes back by a gift receipt', async () => {
    const { shop, points, take } = await sold(true)
    await take(10)
    named(shop, shop.customer)
    const own = { ...draftCommand(shop), kind: 'store-credit' } as const
    const paid = await shop.terminal.accounts.pay(own)
    expect(value(paid)).toMatchObject({ outcome: 'done' })
    expect(points()).toBe(1290)
  })
})

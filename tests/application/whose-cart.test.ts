/** A cart of a customer stays theirs while money, or what they brought, is in it. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { CustomerPatch } from '../../src/domain/customer/customer.ts'
import { minor } from '../../src/domain/money.ts'
import { ONE } from '../../src/domain/quantity.ts'
import type { Claims } from '../../src/ports/claims.ts'
import { verifyDatabase } from '../../src/store/verify.ts'
import { pullCustomer } from './pulled-customers.ts'
import {
  code,
  draftCommand,
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

type Named = Shop & { readonly customer: string }

async function named(details: CustomerPatch = {}): Promise<Named> {
  const shop = await openTill({ claims: GRANTING })
  const limits = { windowDays: 30, salesKeptDays: 60, offlineLimit: minor(0) }
  pull(shop, 'settings', {
    ...present(shop.store.settings.store()),
    ...{
      returns: { ...limits, withoutReceipt: { lowestOfDays: 30 } },
      customerAccounts: { 'store-credit': { offlineMost: minor(0) } },
      giftCards: { amounts: [], offlineMost: minor(100) },
      loyalty: { perUnit: 100_000, excluded: [], worth: 1, offlineMost: 50 },
    },
  })
  const create = { command: v7(), details: { name: 'Ada', ...details } }
  const { id: customer } = value(shop.terminal.customers.create(create))
  const own = Object.assign(shop, { customer })
  expect(code(becomes(own, customer))).toBe('ok')
  return own
}

const becomes = (shop: Shop, customer: string | null) =>
  shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer })
const erase = ({ terminal, customer }: Named) =>
  terminal.customers.erase({ command: v7(), customer })
const cart = ({ terminal }: Shop) => value(terminal.draft.current())
const broken = async ({ file }: Shop) => (await verifyDatabase(file, { check: 'full' })).broken
const bring = ({ terminal }: Shop) => {
  const goods = { by: 'code', text: MILK.gtin } as const
  const why = { reason: 'unwanted', condition: 'as-new', restock: true } as const
  return terminal.returns.bring({ command: v7(), goods, quantity: ONE, ...why })
}
const ontoCard = (shop: Shop) =>
  shop.terminal.giftCards.pay({ ...draftCommand(shop), code: 'A123456789' })

describe('goods without a receipt', () => {
  it('stay those of whoever brought them, who is not erased meanwhile', async () => {
    const shop = await named()
    value(await bring(shop))
    const other = { command: v7(), details: { name: 'Grace' } }
    const { id: grace } = value(shop.terminal.customers.create(other))
    expect(code(becomes(shop, null))).toBe('customer-in-cart')
    expect(code(becomes(shop, grace))).toBe('customer-in-cart')
    expect(code(erase(shop))).toBe('customer-in-cart')
    expect(cart(shop).customer?.id).toBe(shop.customer)
    value(await ontoCard(shop))
    expect(await broken(shop)).toBeUndefined()
  })

  it('once taken out are brought anew, and leave a way back to what was done before', async () => {
    const shop = await named()
    await scan(shop, MILK.gtin)
    value(await bring(shop))
    const line = present(cart(shop).lines[1]).id
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line }))
    expect(code(becomes(shop, null))).toBe('ok')
    expect(value(shop.terminal.draft.undo(draftCommand(shop))).lines).toEqual([])
    expect(cart(shop).canUndo).toBe(false)
  })

  it('are paid for to nobody where whoever brought them was erased elsewhere', async () => {
    const shop = await named()
    value(await bring(shop))
    pullCustomer(shop, { id: shop.customer, details: null, points: 0 })
    expect(code(await ontoCard(shop))).toBe('return-customer')
    const { id: grace } = value(
      shop.terminal.customers.create({ command: v7(), details: { name: 'Grace' } }),
    )
    expect(code(becomes(shop, grace))).toBe('ok')
    value(await ontoCard(shop))
    expect(await broken(shop)).toBeUndefined()
  })
})

describe('money that was taken', () => {
  const points = (shop: Shop) =>
    shop.terminal.accounts.payByPoints({ ...draftCommand(shop), points: 100 })
  /** It brings the points that pay later. */
  const buyOnce = async (shop: Named) => {
    await scan(shop, MILK.gtin, 10)
    await payCash(shop, 10_000)
    value(becomes(shop, shop.customer))
  }

  it('as points keeps their owner from being erased under it', async () => {
    const shop = await named()
    await buyOnce(shop)
    await scan(shop, MILK.gtin, 10)
    value(await points(shop))
    expect(code(erase(shop))).toBe('tenders-taken')
    await payCash(shop, 10_000)
    expect(code(erase(shop))).toBe('ok')
    expect(await broken(shop)).toBeUndefined()
  })

  it('as points of somebody who was erased elsewhere goes back first', async () => {
    const shop = await named()
    await buyOnce(shop)
    await scan(shop, MILK.gtin, 10)
    value(await points(shop))
    pullCustomer(shop, { id: shop.customer, details: null, points: 0 })
    const cash = { ...draftCommand(shop), tendered: minor(10_000) }
    expect(code(await shop.terminal.draft.payCash(cash))).toBe('customer-unknown')
    const tender = present(cart(shop).tenders[0]).id
    value(await shop.terminal.draft.undoTender({ ...draftCommand(shop), tender }))
    await payCash(shop, 10_000)
    expect(await broken(shop)).toBeUndefined()
  })

  it('is for a total that does not move because whoever pays no tax is erased', async () => {
    const shop = await named({ exempt: true })
    await scan(shop, MILK.gtin, 10)
    const part = { ...draftCommand(shop), tendered: minor(500), currency: null }
    value(await shop.terminal.draft.takeCash(part))
    const { total } = cart(shop)
    expect(code(erase(shop))).toBe('tenders-taken')
    expect(cart(shop).total).toBe(total)
  })
})

/** Goods that asked for something when they were sold, and come back. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { ONE, pieces } from '../../src/domain/quantity.ts'
import type { Claims } from '../../src/ports/claims.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import { APPLES, BEER, DEPOSIT, PHONE } from './asking-goods.ts'
import { adult, cart, openAskingShop, outcome, ring } from './asking-shop.ts'
import { entries, LOCATION, payCash, present, signIn, value, type Shop } from './shop.ts'

const GRANTING: Claims = {
  take: () => Promise.resolve({ outcome: 'granted', expiresAt: 0 }),
  release: () => undefined,
}

/** Pays what is in the cart, and puts the line of that name in the next cart as a return. */
async function bringBack(shop: Shop, name: string): Promise<void> {
  const { receipt } = await payCash(shop, 50_000)
  const { sales } = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
  const sale = present(sales[0])
  const line = present(sale.lines.find((each) => each.name === name))
  const why = { reason: 'faulty', condition: 'as-new', restock: true } as const
  const lines = [{ line: line.id, quantity: ONE, ...why }]
  value(await shop.terminal.returns.put({ command: v7(), sale: sale.id, lines }))
}

const lastSale = (shop: Shop) =>
  present(entries(shop).findLast(({ kind }) => kind === 'sale-completed')).body

describe('goods that asked for something and come back', () => {
  it('leave their deposit with the customer, or bring it alone', async () => {
    const shop = await openAskingShop({ claims: GRANTING })
    await ring(shop, BEER.gtin, adult)
    await bringBack(shop, 'Beer')
    expect(cart(shop).lines).toMatchObject([{ name: 'Beer', amount: -BEER.price }])
    const { receipt } = await payCash(shop, 0)
    const back = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
    expect(back.sales[0]?.lines).toEqual([])
    await ring(shop, BEER.gtin, adult)
    await bringBack(shop, 'Deposit')
    expect(cart(shop).total).toBe(-DEPOSIT.price)
    await payCash(shop, 0)
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('are told from others of their kind, and may be sold again at once', async () => {
    const shop = await openAskingShop({ claims: GRANTING })
    await ring(shop, PHONE.gtin, { serial: 'SN-1' })
    await bringBack(shop, 'Phone')
    expect(cart(shop).lines).toMatchObject([{ quantity: 0 - ONE, serial: 'SN-1' }])
    expect(await outcome(ring(shop, PHONE.gtin, { serial: 'SN-1' }))).toBe('added')
    await payCash(shop, 0)
    expect(lastSale(shop)['lines']).toMatchObject([{ serial: 'SN-1' }, { serial: 'SN-1' }])
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('put on the shelf what their label says that they weigh', async () => {
    const shop = await openAskingShop({ claims: GRANTING })
    expect(await outcome(ring(shop, withCheckDigit('210000100249')))).toBe('added')
    await bringBack(shop, 'Apples')
    expect(cart(shop).total).toBe(-249)
    await payCash(shop, 0)
    const movement = { item: APPLES.item, location: LOCATION, quantity: 624 }
    expect(lastSale(shop)['movements']).toEqual([movement])
  })
})

describe('empties', () => {
  const bring = (shop: Shop, count: number) =>
    shop.terminal.draft.returnDeposit({
      ...{ command: v7(), quantity: pieces(count) },
      container: { by: 'deposit', variant: DEPOSIT.variant },
    })

  it('are paid out in cash by a cashier alone, beyond all that is bought', async () => {
    const shop = await openAskingShop()
    await signIn(shop, 'cashier')
    value(await bring(shop, 6))
    expect(cart(shop)).toMatchObject({ due: -48, refund: { cash: 48, credit: 0, beyond: 0 } })
    expect(await payCash(shop, 0)).toMatchObject({ total: -48, givenBack: 48 })
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('come beside goods that cash had paid, and all of it is cash', async () => {
    const shop = await openAskingShop({ claims: GRANTING })
    await ring(shop, PHONE.gtin, { serial: 'SN-1' })
    await bringBack(shop, 'Phone')
    value(await bring(shop, 2))
    expect(cart(shop).refund).toMatchObject({ cash: PHONE.price + 16, beyond: 0 })
    await payCash(shop, 0)
    expect(lastSale(shop)['total']).toBe(0 - PHONE.price - 16)
  })
})

/** What stands below a line or beside it: deposits, add-ons, variants, parts of a bundle. */
import { describe, expect, it } from 'vitest'
import { unitPrice } from '../../src/domain/money.ts'
import { ONE, pieces, quantity } from '../../src/domain/quantity.ts'
import { id } from '../store/terminal.ts'
import { BEER, COFFEE, CRATE, DEPOSIT, MILKS, OAT, SHIRTS, WISHES } from './asking-goods.ts'
import { adult, cart, needsOf, openAskingShop, outcome, ring } from './asking-shop.ts'
import { code, draftCommand, grant, HAMPER, MILK, payCash, signIn, value } from './shop.ts'
import { v7 } from 'uuid'

describe('a deposit', () => {
  it('stands below its line, moves with it, and comes back with undo', async () => {
    const shop = await openAskingShop()
    await ring(shop, CRATE.gtin, adult)
    expect(cart(shop)).toMatchObject({
      lines: [
        { name: 'Beer', quantity: pieces(20) },
        { name: 'Deposit', quantity: pieces(20), belongsTo: { as: 'deposit' } },
      ],
      total: 20 * (BEER.price + DEPOSIT.price),
    })
    const [beer, deposit] = cart(shop).lines
    const set = { line: beer!.id, quantity: pieces(3) }
    value(shop.terminal.draft.setQuantity({ ...draftCommand(shop), ...set }))
    expect(cart(shop).total).toBe(3 * (BEER.price + DEPOSIT.price))
    const alone = { ...draftCommand(shop), line: deposit!.id }
    expect(code(shop.terminal.draft.remove(alone))).toBe('line-linked')
    value(shop.terminal.draft.remove({ ...draftCommand(shop), line: beer!.id }))
    expect(cart(shop).lines).toEqual([])
    value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(cart(shop).lines).toHaveLength(2)
  })

  it('costs what it costs, and more of it goes back only by who may give it back', async () => {
    const shop = await openAskingShop()
    await ring(shop, BEER.gtin, adult)
    const container = { by: 'deposit', variant: DEPOSIT.variant } as const
    const give = { command: v7(), quantity: pieces(1), container }
    value(await shop.terminal.draft.returnDeposit(give))
    const [, below, back] = cart(shop).lines
    for (const line of [below!.id, back!.id]) {
      const price = { line, unitPrice: unitPrice(50_000_000), reason: 'label' }
      const changed = shop.terminal.draft.changePrice({ ...draftCommand(shop), ...price })
      expect(code(changed)).toBe('not-discountable')
    }
    grant(shop, 'cashier', 'return-deposit', { kind: 'denied' })
    await signIn(shop, 'cashier')
    const more = { line: back!.id, quantity: quantity(-5000) }
    expect(code(shop.terminal.draft.setQuantity({ ...draftCommand(shop), ...more }))).toBe(
      'not-permitted',
    )
    expect(code(shop.terminal.draft.repeat(draftCommand(shop)))).toBe('not-permitted')
    expect(cart(shop).lines[2]).toMatchObject({ quantity: -1000 })
  })

  it('is given back by the bottle, the crate or by hand, and a sale may pay out', async () => {
    const shop = await openAskingShop()
    const back = (container: object, count = 1) =>
      shop.terminal.draft.returnDeposit({
        ...{ command: v7(), quantity: pieces(count) },
        container: container as never,
      })
    value(await back({ by: 'code', text: CRATE.gtin }))
    value(await back({ by: 'code', text: BEER.gtin }, 2))
    value(await back({ by: 'deposit', variant: DEPOSIT.variant }))
    expect(cart(shop)).toMatchObject({
      lines: [{ quantity: pieces(-23), isDepositBack: true }],
      total: -23 * DEPOSIT.price,
    })
    for (const wrong of [
      { by: 'code', text: MILK.gtin },
      { by: 'deposit', variant: BEER.variant },
    ]) {
      expect(code(await back(wrong))).toBe('deposit-unknown')
    }
    expect(code(await back({ by: 'deposit', variant: DEPOSIT.variant }, -1))).toBe('limit-amount')
    const sale = await payCash(shop, 0)
    expect(sale).toMatchObject({ total: -23 * DEPOSIT.price, tendered: -23 * DEPOSIT.price })
  })
})

describe('add-ons', () => {
  it('are asked for by group, priced below their line, and wishes are only written', async () => {
    const shop = await openAskingShop()
    expect(await needsOf(ring(shop, COFFEE.gtin))).toEqual(['add-ons', 'add-ons'])
    const wish = { group: WISHES, chosen: [{ choice: 0, count: 1 }] }
    const oat = { group: MILKS, chosen: [{ choice: 1, count: 1 }] }
    expect(
      code(await ring(shop, COFFEE.gtin, { addOns: [{ group: MILKS, chosen: [] }, wish] })),
    ).toBe('input-invalid')
    expect(await outcome(ring(shop, COFFEE.gtin, { addOns: [oat, wish] }, 2))).toBe('added')
    expect(cart(shop)).toMatchObject({
      lines: [
        { name: 'Coffee', quantity: pieces(2), wishes: ['Extra hot'] },
        { name: 'Oat milk', quantity: pieces(2), belongsTo: { as: 'add-on' } },
      ],
      total: 2 * (COFFEE.price + OAT.price),
    })
  })
})

describe('variants of one product', () => {
  it('that share its code are chosen between, and only that one is sold', async () => {
    const shop = await openAskingShop()
    const asked = value(await ring(shop, SHIRTS.gtin))
    expect(asked).toMatchObject({ outcome: 'choose' })
    expect(asked.outcome === 'choose' && asked.choices.map(({ options }) => options)).toHaveLength(
      4,
    )
    const chosen = { id: id(SHIRTS.first + 3), packQuantity: ONE }
    expect(await outcome(ring(shop, SHIRTS.gtin, { variant: chosen }))).toBe('added')
    expect(cart(shop).lines).toMatchObject([{ name: 'T-shirt, M, Blue' }])
  })

  it('stand as one in a search, and as themselves where the search names one', async () => {
    const shop = await openAskingShop()
    const found = value(shop.terminal.catalogue.search({ text: 't-shirt' }))
    expect(found).toMatchObject([{ family: { name: 'T-shirt', variants: 4 } }])
    const { product } = found[0]!.family!
    expect(value(shop.terminal.catalogue.family({ product }))).toHaveLength(4)
    const one = value(shop.terminal.catalogue.search({ text: 't-shirt blue m' }))
    expect(one).toMatchObject([{ name: 'T-shirt, M, Blue', family: null }])
  })
})

describe('a bundle', () => {
  it('says what it is made of where the names have come down', async () => {
    const shop = await openAskingShop()
    const item = (key: string, name: string) => ({
      id: key,
      kind: 'item',
      sku: '',
      name,
      unit: 'piece',
    })
    shop.store.transaction(() => {
      shop.store.documents.of('catalogue').append(item(id(40), 'Milk 1 l'), 1)
      shop.store.documents.of('catalogue').append(item(id(41), 'Loaf'), 1)
    })
    await ring(shop, HAMPER.gtin)
    expect(cart(shop).lines).toMatchObject([
      {
        components: [
          { name: 'Milk 1 l', quantity: ONE },
          { name: 'Loaf', quantity: pieces(2) },
        ],
      },
    ])
  })
})

/** A limit that a store sets is judged: within it nobody is asked, beyond it somebody is. */
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import type { Result } from '../../src/domain/failure.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import type { Permission } from '../../src/domain/permission.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import {
  BREAD,
  code,
  DEPARTMENT,
  draftCommand,
  grant,
  MILK,
  openTill,
  payCash,
  present,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

/** A cashier who may do it alone up to so much money, and a cart of three milks. */
async function limitedTo(permission: Permission, most: number): Promise<Shop> {
  const shop = await openTill()
  await scan(shop, MILK.gtin, 3)
  await signIn(shop, 'cashier')
  grant(shop, 'cashier', permission, { kind: 'approval', within: { amount: minor(most) } })
  return shop
}

const first = (shop: Shop) => present(value(shop.terminal.draft.current()).lines[0]).id
function lower(shop: Shop, count: number) {
  const input = { ...draftCommand(shop), line: first(shop), quantity: pieces(count) }
  return shop.terminal.draft.setQuantity(input)
}
function changePrice(shop: Shop, price: number) {
  const input = { ...draftCommand(shop), line: first(shop), reason: 'label' }
  return shop.terminal.draft.changePrice({ ...input, unitPrice: unitPrice(price * 10_000) })
}

/** It is asked for, and the question says how far the act goes. */
function expectAsked(answer: Result<unknown>, permission: Permission, amount: number): void {
  expect(answer).toMatchObject({
    failure: { code: 'approval-needed', details: { permission, amount } },
  })
}

it('another price is given alone as far as the share goes, from the first price', async () => {
  const shop = await openTill()
  await scan(shop, MILK.gtin)
  await signIn(shop, 'cashier')
  const within = { percent: rate(500_000) }
  grant(shop, 'cashier', 'change-price', { kind: 'approval', within })
  expect(code(changePrice(shop, MILK.price - 10))).toBe('ok')
  const half = Math.ceil(MILK.price / 2)
  expect(code(changePrice(shop, half))).toBe('ok')
  // A tenth less than what it is now, and more than half of what it was.
  expect(code(changePrice(shop, Math.floor(half * 0.9)))).toBe('approval-needed')
  expect(code(changePrice(shop, MILK.price * 2 + 1))).toBe('approval-needed')
})

it('another price is given alone as far as the amount goes on the whole line', async () => {
  const shop = await limitedTo('change-price', 30)
  expect(code(changePrice(shop, MILK.price - 10))).toBe('ok')
  expectAsked(changePrice(shop, MILK.price - 11), 'change-price', 33)
  expectAsked(lower(shop, 4), 'change-price', 40)
})

it('an open item is sold alone up to the amount, also when there is more of it', async () => {
  const shop = await limitedTo('open-item', 500)
  const add = (price: number, count: number) =>
    shop.terminal.draft.addOpenItem({
      ...{ command: v7(), name: 'Flowers', department: DEPARTMENT },
      ...{ unitPrice: unitPrice(price * 10_000), quantity: pieces(count) },
    })
  expectAsked(await add(501, 1), 'open-item', 501)
  expectAsked(await add(251, 2), 'open-item', 502)
  const { lines } = value(await add(250, 1))
  const line = present(lines.at(-1)).id
  const raise = (count: number) =>
    shop.terminal.draft.setQuantity({ ...draftCommand(shop), line, quantity: pieces(count) })
  expect(code(raise(2))).toBe('ok')
  expectAsked(raise(3), 'open-item', 750)
  expectAsked(shop.terminal.draft.repeat(draftCommand(shop)), 'open-item', 750)
})

it('goods are taken out alone until they come to the amount, piece by piece', async () => {
  const shop = await limitedTo('remove-line', 2 * MILK.price)
  expect(code(lower(shop, 2))).toBe('ok')
  expect(code(lower(shop, 1))).toBe('ok')
  const last = { ...draftCommand(shop), line: first(shop) }
  expectAsked(shop.terminal.draft.remove(last), 'remove-line', 3 * MILK.price)
})

it('a cart is given up alone up to the amount, with what was taken out before', async () => {
  const shop = await limitedTo('abandon-cart', 3 * MILK.price)
  value(lower(shop, 1))
  await scan(shop, MILK.gtin)
  expectAsked(shop.terminal.draft.abandon(draftCommand(shop)), 'abandon-cart', 4 * MILK.price)
  value(shop.terminal.draft.undo(draftCommand(shop)))
  expect(code(shop.terminal.draft.abandon(draftCommand(shop)))).toBe('approval-needed')
  grant(shop, 'cashier', 'abandon-cart', { kind: 'allowed' })
  value(shop.terminal.draft.abandon(draftCommand(shop)))
  await scan(shop, MILK.gtin, 3)
  const within = { amount: minor(3 * MILK.price) }
  grant(shop, 'cashier', 'abandon-cart', { kind: 'approval', within })
  expect(code(shop.terminal.draft.abandon(draftCommand(shop)))).toBe('ok')
})

it('goods that money was there for are given up alone up to the amount', async () => {
  const shop = await limitedTo('void-tendered', 3 * MILK.price - 1)
  const paid = { ...draftCommand(shop), currency: null, tendered: minor(100) }
  value(await shop.terminal.draft.takeCash(paid))
  const abandon = () => shop.terminal.draft.abandon(draftCommand(shop))
  expectAsked(abandon(), 'void-tendered', 3 * MILK.price)
  const within = { amount: minor(3 * MILK.price) }
  grant(shop, 'cashier', 'void-tendered', { kind: 'approval', within })
  expect(code(abandon())).toBe('ok')
})

it('goods come back alone until what goes back comes to the amount, line by line', async () => {
  const shop = await limitedTo('return', 3 * MILK.price)
  await scan(shop, BREAD.gtin)
  const { receipt } = await payCash(shop, 2000)
  const { sales } = value(await shop.terminal.returns.find({ text: receipt, everywhere: false }))
  const sale = present(sales[0])
  const put = (place: number, count: number) => {
    const why = { reason: 'faulty', condition: 'opened', restock: true } as const
    const lines = [{ line: present(sale.lines[place]).id, quantity: pieces(count), ...why }]
    return shop.terminal.returns.put({ command: v7(), sale: sale.id, lines })
  }
  expect(code(await put(0, 1))).toBe('ok')
  expect(code(await put(0, 2))).toBe('ok')
  expectAsked(await put(1, 1), 'return', 3 * MILK.price + BREAD.price)
})

it('gift cards are sold alone up to the amount that their person sold in the session', async () => {
  const shop = await limitedTo('sell-gift-card', 5000)
  const giftCards = { amounts: [minor(1000)], offlineMost: minor(500) }
  pull(shop, 'settings', { ...present(shop.store.settings.store()), ...{ giftCards } })
  const sell = (amount: number) => {
    const card = { code: 'GC42-8817-6655-9A1B', amount: minor(amount) }
    return shop.terminal.giftCards.sell({ command: v7(), ...card })
  }
  value(await sell(2000))
  expectAsked(await sell(3001), 'sell-gift-card', 5001)
  await payCash(shop, 10_000)
  expectAsked(await sell(3001), 'sell-gift-card', 5001)
  value(await sell(3000))
  await payCash(shop, 10_000)
  await signIn(shop, 'supervisor')
  expect(code(await sell(5000))).toBe('ok')
})

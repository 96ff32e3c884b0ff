/** What was given by hand stays what somebody answered for, whatever becomes of the cart. */
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import { pieces } from '../../src/domain/quantity.ts'
import { rate } from '../../src/domain/rate.ts'
import { EVERYTHING, promotion } from '../fixtures/pricing.ts'
import { id } from '../store/terminal.ts'
import { approve, paymentTerminal } from './devices.ts'
import { verifyJournal } from '../../src/store/verify.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  grant,
  HAMPER,
  MILK,
  NO_DEVICES,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  present,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const view = ({ terminal }: Shop) => value(terminal.draft.current())
const lineAt = (shop: Shop, place: number) => present(view(shop).lines[place]).id
const percent = (value: number) => ({ kind: 'percent', rate: rate(value * 10_000) }) as const
const off = (amount: number) => ({ kind: 'amount', amount: minor(amount) }) as const

/** The manager's word goes with it where it is asked for so. */
const MANAGER = { approval: { staff: PEOPLE.manager, pin: PINS.manager } }
type Word = typeof MANAGER | Record<never, never>

type Given = ReturnType<typeof percent> | ReturnType<typeof off>
function give(shop: Shop, line: string | null, discount: Given, word: Word = {}) {
  const input = { ...draftCommand(shop), line, discount, reason: 'dented', ...word }
  return shop.terminal.doGuarded(input, shop.terminal.draft.discount)
}
function setQuantity(shop: Shop, place: number, count: number, word: Word = {}) {
  const input = { ...draftCommand(shop), line: lineAt(shop, place), quantity: pieces(count) }
  return shop.terminal.doGuarded({ ...input, ...word }, shop.terminal.draft.setQuantity)
}
function remove(shop: Shop, place: number, word: Word = {}) {
  const input = { ...draftCommand(shop), line: lineAt(shop, place), ...word }
  return shop.terminal.doGuarded(input, shop.terminal.draft.remove)
}
function changePrice(shop: Shop, place: number, price: number, word: Word = {}) {
  const input = { ...draftCommand(shop), line: lineAt(shop, place), reason: 'label', ...word }
  const asked = { ...input, unitPrice: unitPrice(price * 10_000) }
  return shop.terminal.doGuarded(asked, shop.terminal.draft.changePrice)
}
function beep(shop: Shop, text: string, word: Word = {}) {
  const input = { command: v7(), text, symbology: null, quantity: null, ...word }
  return shop.terminal.doGuarded(input, shop.terminal.draft.scan)
}
function undo(shop: Shop, word: Word = {}) {
  return shop.terminal.doGuarded({ ...draftCommand(shop), ...word }, shop.terminal.draft.undo)
}

/** A cashier with nobody beside them, who gives up to a tenth. */
const alone = () => openTill({}, 'cashier')

const asks = (permission: string, more: object = {}) => ({
  ok: false,
  failure: { code: 'approval-needed', details: { permission, ...more } },
})
const lastEntry = (shop: Shop) => present(entries(shop).at(-1))
const soldBody = (shop: Shop) => {
  const entry = present(entries(shop).find(({ kind }) => kind === 'sale-completed'))
  return entry.body as unknown as SaleCompleted
}

describe('an amount off', () => {
  it('ten pieces is not off one of them', async () => {
    const shop = await alone()
    await scan(shop, BREAD.gtin, 10)
    value(await give(shop, lineAt(shop, 0), off(250)))
    const whole = asks('discount', { percent: 1_000_000, amount: 250 })
    expect(await setQuantity(shop, 0, 1)).toMatchObject(whole)
    expect(view(shop)).toMatchObject({ total: 2250, lines: [{ quantity: pieces(10) }] })
    expect(code(await setQuantity(shop, 0, 9))).toBe('approval-needed')
    expect(code(await setQuantity(shop, 0, 20))).toBe('ok')
    expect(code(await setQuantity(shop, 0, 10))).toBe('ok')
    value(await setQuantity(shop, 0, 1, MANAGER))
    expect(lastEntry(shop)).toMatchObject({
      ...{ kind: 'act-approved', actor: PEOPLE.cashier, approver: PEOPLE.manager },
      body: { permission: 'discount', extent: { percent: 1_000_000, amount: 250 } },
    })
    await payCash(shop, 0)
    expect(soldBody(shop).lines[0]?.given).toMatchObject([
      { vouched: { by: PEOPLE.manager, percent: 1_000_000, amount: 250 } },
    ])
    expect(verifyJournal(shop.file).broken).toBeUndefined()
  })

  it('the cart is not off the cheap line that is left of it', async () => {
    const shop = await alone()
    await scan(shop, HAMPER.gtin)
    await scan(shop, MILK.gtin)
    value(await give(shop, null, off(160)))
    expect(await remove(shop, 0)).toMatchObject(asks('discount', { percent: 1_000_000 }))
    expect(code(await remove(shop, 1))).toBe('approval-needed')
    expect(view(shop).total).toBe(HAMPER.price + MILK.price - 160)
    await scan(shop, MILK.gtin)
    value(await setQuantity(shop, 1, 1))
    await payCash(shop, 1469)
  })

  it('is as little off what undo would leave of it', async () => {
    const shop = await alone()
    await scan(shop, BREAD.gtin)
    value(await setQuantity(shop, 0, 10))
    grant(shop, 'cashier', 'discount', { kind: 'allowed' })
    value(await give(shop, null, off(250)))
    const { discounts } = present(shop.store.drafts.current())
    expect(discounts).toMatchObject([{ vouched: { percent: 100_000, amount: 250 } }])
    value(await undo(shop))
    value(await undo(shop))
    await scan(shop, HAMPER.gtin, 2)
    value(await give(shop, lineAt(shop, 0), off(25)))
    value(await setQuantity(shop, 0, 3))
    grant(shop, 'cashier', 'discount', { kind: 'approval' })
    // Back to where it was vouched for, and no further.
    value(await undo(shop))
    expect(view(shop).total).toBe(250 + 2 * HAMPER.price - 25)
  })

  it('is not beside a price that makes it the whole', async () => {
    const shop = await alone()
    await scan(shop, BREAD.gtin, 10)
    value(await give(shop, lineAt(shop, 0), off(250)))
    grant(shop, 'cashier', 'change-price', { kind: 'allowed' })
    expect(await changePrice(shop, 0, 25)).toMatchObject(asks('discount'))
  })
})

describe('a share', () => {
  it('of the line and of the cart count together, whichever came first', async () => {
    const shop = await alone()
    await scan(shop, BREAD.gtin, 10)
    value(await give(shop, lineAt(shop, 0), percent(10)))
    expect(await give(shop, null, percent(10))).toMatchObject(
      asks('discount', { percent: 190_000 }),
    )
    value(await undo(shop))
    value(await give(shop, null, percent(10)))
    expect(await give(shop, lineAt(shop, 0), percent(10))).toMatchObject(asks('discount'))
    expect(view(shop).total).toBe(2250)
    value(await give(shop, lineAt(shop, 0), percent(10), MANAGER))
    expect(view(shop).total).toBe(2025)
  })

  it('that stays asks nobody, whatever is put in or taken out', async () => {
    const shop = await alone()
    await scan(shop, BREAD.gtin, 3)
    value(await give(shop, lineAt(shop, 0), percent(4)))
    value(await give(shop, null, percent(6)))
    await scan(shop, MILK.gtin, 7)
    for (const count of [1, 9, 2]) value(await setQuantity(shop, 0, count))
    value(await remove(shop, 0))
    value(await undo(shop))
    value(shop.terminal.draft.repeat(draftCommand(shop)))
    await payCash(shop, view(shop).total)
  })

  it('beyond a tenth is vouched for in money too: more goods ask again', async () => {
    const shop = await alone()
    await scan(shop, MILK.gtin)
    value(await give(shop, null, percent(20), MANAGER))
    expect(await beep(shop, HAMPER.gtin)).toMatchObject(asks('discount', { percent: 200_000 }))
    expect(view(shop).lines).toHaveLength(1)
    value(await beep(shop, HAMPER.gtin, MANAGER))
    value(await remove(shop, 1))
    value(await undo(shop))
    expect(view(shop).lines).toHaveLength(2)
  })

  it('that a supervisor gave stays theirs, and grows by nobody who may not', async () => {
    const shop = await openTill({}, 'supervisor')
    await scan(shop, BREAD.gtin, 2)
    value(await give(shop, lineAt(shop, 0), percent(50)))
    await signIn(shop, 'cashier')
    value(await setQuantity(shop, 0, 1))
    value(await setQuantity(shop, 0, 2))
    expect(code(await setQuantity(shop, 0, 3))).toBe('approval-needed')
    await payCash(shop, 250)
    expect(soldBody(shop).lines[0]?.given).toMatchObject([
      { approver: null, vouched: { by: PEOPLE.supervisor, percent: 500_000, amount: 250 } },
    ])
  })
})

describe('a changed price', () => {
  it('holds for as many as it was allowed for', async () => {
    const shop = await alone()
    await scan(shop, HAMPER.gtin)
    expect(await changePrice(shop, 0, 1)).toMatchObject(asks('change-price'))
    value(await changePrice(shop, 0, 1, MANAGER))
    expect(await setQuantity(shop, 0, 50)).toMatchObject(asks('change-price'))
    expect(code(shop.terminal.draft.repeat(draftCommand(shop)))).toBe('approval-needed')
    value(await setQuantity(shop, 0, 5, MANAGER))
    value(await setQuantity(shop, 0, 2))
    value(await setQuantity(shop, 0, 5))
    await payCash(shop, 5)
    expect(soldBody(shop).lines[0]?.priceChange).toMatchObject({
      ...{ by: PEOPLE.cashier, approver: PEOPLE.manager },
      vouched: { by: PEOPLE.manager, quantity: pieces(5) },
    })
  })
})

it('a cart that comes back has what was vouched for in it, and no more', async () => {
  const shop = await alone()
  await scan(shop, BREAD.gtin, 10)
  value(await give(shop, lineAt(shop, 0), off(500), MANAGER))
  value(shop.terminal.parking.park(draftCommand(shop)))
  const [parked] = value(await shop.terminal.parking.list({ everywhere: false })).carts
  value(await shop.terminal.parking.resume({ command: v7(), park: present(parked).park }))
  expect(view(shop).total).toBe(2000)
  expect(await setQuantity(shop, 0, 2)).toMatchObject(asks('discount'))
  await payCash(shop, 2000)
})

it('what nobody answers for is not paid, in cash or by card', async () => {
  const devices = { ...NO_DEVICES, payment: paymentTerminal(approve) }
  const shop = await openTill({ devices }, 'cashier')
  await scan(shop, BREAD.gtin, 10)
  value(await give(shop, lineAt(shop, 0), off(250)))
  // It comes down while the cart is open, so that nobody was asked.
  const half = { kind: 'percent', target: EVERYTHING, rate: rate(500_000) } as const
  const pricing = shop.store.documents.of('pricing')
  pricing.append({ ...promotion(id(200), half) }, shop.clock.now())
  const cash = (word: Word = {}) =>
    shop.terminal.doGuarded(
      { ...draftCommand(shop), tendered: minor(1000), ...word },
      shop.terminal.draft.payCash,
    )
  const needed = asks('discount', { percent: 200_000, amount: 250 })
  expect(await cash()).toMatchObject(needed)
  expect(await shop.terminal.draft.payCard(draftCommand(shop))).toMatchObject(needed)
  expect(value(await cash(MANAGER))).toMatchObject({ total: 1000 })
})

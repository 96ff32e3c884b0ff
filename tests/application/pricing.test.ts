import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor, unitPrice } from '../../src/domain/money.ts'
import type { Coupon, Promotion } from '../../src/domain/pricing/promotion.ts'
import { rate } from '../../src/domain/rate.ts'
import { cartOfSale, pricedLineOf } from '../../src/domain/selling/sale-pricing.ts'
import { EVERYTHING, of, promotion } from '../fixtures/pricing.ts'
import { IDENTITY, id } from '../store/terminal.ts'
import { ENGINE_VERSION, priceCart } from '../../src/domain/pricing/engine.ts'
import { preparePromotions } from '../../src/domain/pricing/prepare.ts'
import {
  BREAD,
  code,
  draftCommand,
  entries,
  LIST,
  MILK,
  openTill,
  payCash,
  PEOPLE,
  PINS,
  pull,
  scan,
  signIn,
  value,
  type Shop,
} from './shop.ts'

const pairFor = (price: number) =>
  promotion(id(200), {
    ...{ kind: 'mix-and-match', target: of(MILK.variant, BREAD.variant), count: 2 },
    price: minor(price),
  })
const PAIR = pairFor(300)
const TENTH = promotion(
  id(201),
  { kind: 'cart-percent', target: EVERYTHING, minimum: minor(0), rate: rate(100_000) },
  { needsCoupon: true },
)
const COUPON: Coupon = {
  id: id(202),
  kind: 'coupon',
  code: 'TENTH',
  promotion: TENTH.id,
  singleUse: false,
}

function promote({ store, clock }: Shop, ...documents: readonly (Promotion | Coupon)[]): void {
  const pricing = store.documents.of('pricing')
  for (const each of documents) pricing.append({ ...each }, clock.now())
}

const view = ({ terminal }: Shop) => value(terminal.draft.current())
const saleOf = (shop: Shop) => {
  const entry = entries(shop).find(({ kind }) => kind === 'sale-completed')
  return entry as unknown as { approver: string | null; body: SaleCompleted }
}
const percent = (value: number) => ({ kind: 'percent', rate: rate(value * 10_000) }) as const

function discount(shop: Shop, line: string | null, value: number, approval?: object) {
  return shop.terminal.doGuarded(
    {
      ...{ ...draftCommand(shop), line, discount: percent(value), reason: 'dented' },
      ...approval,
    },
    (input) => Promise.resolve(shop.terminal.draft.discount(input)),
  )
}

describe('the cart at the till', () => {
  it('shows what promotions take off each line; receipt and entry keep it', async () => {
    const shop = await openTill()
    promote(shop, PAIR)
    await scan(shop, MILK.gtin)
    await scan(shop, BREAD.gtin)
    // 1.29 + 2.50 for 3.00
    expect(view(shop)).toMatchObject({ discount: 79, subtotal: 300, total: 300 })
    expect(view(shop).lines.map(({ amount, discounts }) => [amount, discounts[0]?.amount])).toEqual(
      [
        [129, 27],
        [250, 52],
      ],
    )
    const sold = await payCash(shop, 300)
    const printed = JSON.stringify(sold.document)
    expect(printed).toContain(PAIR.name)
    expect(printed).toContain('You save')
    const { body } = saleOf(shop)
    expect(body).toMatchObject({ engine: ENGINE_VERSION, total: 300 })
    expect(body.pricing?.version).toMatch(/./)
    expect(body.lines.map((line) => pricedLineOf(body, line).total)).toEqual([102, 198])
    const again = cartOfSale(body, { id: IDENTITY.store, zone: 'Europe/Berlin' })
    expect(again && priceCart(again, preparePromotions([PAIR])).total).toBe(300)
  })

  it('keeps the price at which a line was rung when another comes down', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    const dearer = { id: id(60), unitPrice: 1_990_000 }
    pull(shop, 'pricing', { ...dearer, ...{ variant: MILK.variant, list: LIST } })
    expect(view(shop).total).toBe(129)
    await scan(shop, MILK.gtin)
    // One more is rung at the new price, on a line of its own.
    expect(view(shop).lines.map(({ amount }) => amount)).toEqual([129, 199])
  })

  it('judges promotions at its last change: an hour that ends takes nothing back', async () => {
    const shop = await openTill()
    promote(shop, { ...pairFor(200), to: shop.clock.now() + 60_000 })
    await scan(shop, MILK.gtin, 2)
    shop.clock.pass(120_000)
    await payCash(shop, 200)
    expect(saleOf(shop).body.total).toBe(200)
    await scan(shop, MILK.gtin, 2)
    expect(view(shop).total).toBe(258)
  })
})

describe('a customer who pays no tax', () => {
  it('pays the prices without it; receipt and entry say how much that was', async () => {
    const shop = await openTill()
    const details = { name: 'Embassy', exempt: true }
    const { id: customer } = value(shop.terminal.customers.create({ command: v7(), details }))
    await scan(shop, BREAD.gtin)
    const { tax, total } = view(shop)
    expect(tax).toBeGreaterThan(0)
    value(shop.terminal.draft.setCustomer({ ...draftCommand(shop), customer }))
    expect(view(shop)).toMatchObject({ tax: 0, total: total - tax })
    const { document } = await payCash(shop, total)
    const rows = document.elements.flatMap((each) => (each.kind === 'row' ? [each] : []))
    const relief = rows.find(({ start }) => start === 'Tax not charged')
    expect(relief?.end).toContain((tax / 100).toFixed(2))
    const { body } = saleOf(shop)
    expect(body).toMatchObject({ customer, tax: 0, total: total - tax, pricing: { exempt: true } })
    expect(body.lines[0]?.relief).toBe(tax)
    const again = cartOfSale(body, { id: IDENTITY.store, zone: 'Europe/Berlin' })
    expect(again && priceCart(again, preparePromotions([])).total).toBe(body.total)
  })
})

describe('a coupon', () => {
  it('is known by its code however it is written, and given back', async () => {
    const shop = await openTill()
    promote(shop, TENTH, COUPON)
    await scan(shop, BREAD.gtin)
    const { terminal } = shop
    expect(code(await terminal.draft.addCoupon({ ...draftCommand(shop), code: 'nothing' }))).toBe(
      'coupon-unknown',
    )
    value(await terminal.draft.addCoupon({ ...draftCommand(shop), code: 'te-nth' }))
    expect(view(shop)).toMatchObject({ total: 225, coupons: [{ code: 'TENTH', saving: 25 }] })
    value(terminal.draft.removeCoupon({ ...draftCommand(shop), code: 'TENTH' }))
    expect(view(shop)).toMatchObject({ total: 250, coupons: [] })
    value(terminal.draft.undo(draftCommand(shop)))
    await payCash(shop, 225)
    expect(saleOf(shop).body.pricing?.coupons).toMatchObject([{ code: 'TENTH' }])
  })

  it('is taken by a scan like goods', async () => {
    const shop = await openTill()
    promote(shop, TENTH, COUPON)
    await scan(shop, BREAD.gtin)
    await scan(shop, 'TENTH')
    expect(view(shop)).toMatchObject({ total: 225, coupons: [{ code: 'TENTH' }] })
  })

  it('for one sale only is claimed by the sale that used it', async () => {
    const shop = await openTill()
    promote(shop, TENTH, { ...COUPON, singleUse: true })
    await scan(shop, BREAD.gtin)
    value(await shop.terminal.draft.addCoupon({ ...draftCommand(shop), code: 'TENTH' }))
    await payCash(shop, 225)
    const { claims } = saleOf(shop).body
    expect(claims).toMatchObject([{ kind: 'coupon', key: 'TENTH', amount: 1 }])
  })

  it('that brings nothing says why', async () => {
    const shop = await openTill()
    promote(shop, { ...TENTH, to: shop.clock.now() - 1 }, COUPON)
    await scan(shop, BREAD.gtin)
    value(await shop.terminal.draft.addCoupon({ ...draftCommand(shop), code: 'TENTH' }))
    expect(view(shop).coupons).toMatchObject([{ why: 'not-now', saving: 0 }])
  })
})

describe('a discount by hand', () => {
  it('needs a second person beyond a tenth, all of them together', async () => {
    const shop = await openTill()
    await scan(shop, BREAD.gtin)
    await signIn(shop, 'cashier')
    const line = view(shop).lines[0]?.id ?? ''
    value(await discount(shop, line, 10))
    expect(code(await discount(shop, line, 10))).toBe('approval-needed')
    const approval = { staff: PEOPLE.manager, pin: PINS.manager }
    value(await discount(shop, line, 10, { approval }))
    // 10 % of 2.50, and 10 % of what that left, rounded half up.
    expect(view(shop)).toMatchObject({ total: 202, discount: 48 })
    await payCash(shop, 202)
    const given = saleOf(shop).body.lines[0]?.given
    expect(given?.map(({ approver }) => approver)).toEqual([null, PEOPLE.manager])
  })

  it('of a tenth is a tenth, also where a cent is rounded up', async () => {
    const shop = await openTill()
    await scan(shop, MILK.gtin)
    await signIn(shop, 'cashier')
    value(await discount(shop, view(shop).lines[0]?.id ?? '', 10))
    // 0.129 of 1.29, which is 10.08 % once it is 0.13.
    expect(view(shop)).toMatchObject({ total: 116, discount: 13 })
  })

  it('on the cart is split over its lines, taken back, and undone', async () => {
    const shop = await openTill()
    await scan(shop, BREAD.gtin)
    await scan(shop, MILK.gtin)
    value(await discount(shop, null, 50))
    expect(view(shop)).toMatchObject({ total: 189, given: [{ reason: 'dented', saving: 190 }] })
    const given = view(shop).given[0]?.id ?? ''
    value(shop.terminal.draft.removeDiscount({ ...draftCommand(shop), discount: given }))
    expect(view(shop).total).toBe(379)
    value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(view(shop).total).toBe(189)
    value(shop.terminal.draft.undo(draftCommand(shop)))
    expect(view(shop)).toMatchObject({ total: 379, given: [] })
    expect(
      code(shop.terminal.draft.removeDiscount({ ...draftCommand(shop), discount: v7() })),
    ).toBe('discount-unknown')
  })
})

describe('another price', () => {
  it('needs a second person, keeps the one before, and stays alone on its line', async () => {
    const shop = await openTill()
    await scan(shop, BREAD.gtin)
    await signIn(shop, 'cashier')
    const line = view(shop).lines[0]?.id ?? ''
    const change = () => ({
      ...{ ...draftCommand(shop), line, unitPrice: unitPrice(1_000_000), reason: 'label' },
    })
    expect(code(shop.terminal.draft.changePrice(change()))).toBe('approval-needed')
    const approval = { staff: PEOPLE.supervisor, pin: PINS.supervisor }
    value(
      await shop.terminal.doGuarded({ ...change(), approval }, (input) =>
        Promise.resolve(shop.terminal.draft.changePrice(input)),
      ),
    )
    expect(view(shop).lines).toMatchObject([{ amount: 100, rungAt: 2_500_000 }])
    await scan(shop, BREAD.gtin)
    expect(view(shop).lines.map(({ amount }) => amount)).toEqual([100, 250])
    await payCash(shop, 350)
    expect(saleOf(shop).body.lines[0]).toMatchObject({
      price: null,
      priceChange: { before: 2_500_000, reason: 'label', approver: PEOPLE.supervisor },
    })
  })
})

it('rings by the rates of the day, known before it, and a line keeps those it has', async () => {
  const shop = await openTill()
  const DAY_MS = 86_400_000
  const rates = [{ code: 'A', name: 'VAT', rate: rate(100_000) }]
  pull(shop, 'pricing', {
    ...{ id: id(50), kind: 'tax-class', code: 'standard', name: 'Standard' },
    ...{ rates: [{ code: 'A', name: 'VAT', rate: rate(70_000) }] },
    later: [{ from: shop.clock.now() + DAY_MS, rates }],
  } as { id: string })
  shop.network.online = false
  await scan(shop, MILK.gtin)
  shop.clock.pass(DAY_MS)
  await signIn(shop, 'manager')
  await scan(shop, MILK.gtin)
  expect(view(shop).taxes.map((tax) => [tax.rate, tax.base, tax.tax])).toEqual([
    [70_000, 121, 8],
    [100_000, 117, 12],
  ])
  await payCash(shop, 1000)
  const { lines, taxes } = saleOf(shop).body
  const rung = lines.map((line) => line.taxes?.map(({ row }) => taxes[row]?.rate))
  expect(rung).toEqual([[70_000], [100_000]])
})

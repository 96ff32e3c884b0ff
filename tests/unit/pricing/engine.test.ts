import { describe, expect, it } from 'vitest'
import { minor } from '../../../src/domain/money.ts'
import type { ManualDiscount } from '../../../src/domain/pricing/discount.ts'
import { refundOf } from '../../../src/domain/pricing/refund.ts'
import { ONE, pieces } from '../../../src/domain/quantity.ts'
import { cart, line, percent, price, savings, taxed } from '../../fixtures/pricing.ts'

const given = { reason: 'damaged', by: 'person', approver: null }
const tenPercent: ManualDiscount = { id: 'ten', kind: 'percent', rate: percent(10), ...given }
const off = (amount: number): ManualDiscount => ({
  ...{ id: 'off', kind: 'amount', amount: minor(amount) },
  ...given,
})

describe('a discount given by hand', () => {
  it('is taken of what the one before left, and never beyond nothing', () => {
    const goods = line('a', 1000, 1, { discounts: [tenPercent, off(100), off(5000)] })
    const { lines } = price(cart([goods]))
    expect(lines[0]?.discounts.map(({ amount }) => amount)).toEqual([100, 100, 800])
    expect(lines[0]?.net).toBe(0)
  })

  it('on the cart is split by what is left of each line, to the cent', () => {
    const goods = [line('a', 333), line('b', 333), line('c', 334)]
    const priced = price(cart(goods, { discounts: [off(100)] }))
    expect(priced).toMatchObject({ discount: 100, total: 900 })
    expect(savings(priced)).toEqual(['a: off 33', 'b: off 33', 'c: off 34'])
    expect(price(cart(goods, { discounts: [tenPercent] })).discount).toBe(100)
  })
})

describe('tax', () => {
  it('within the price is rounded by line, or once for the document', () => {
    const goods = [line('a', 99), line('b', 99), line('c', 99)]
    expect(price(cart(goods))).toMatchObject({ tax: 48, taxRounding: 0, total: 297 })
    const once = price(cart(goods, { taxRounding: 'document' }))
    expect(once).toMatchObject({ tax: 47, taxRounding: -1, total: 297 })
    expect(once.lines.map(({ taxes }) => taxes[0]?.tax)).toEqual([16, 16, 15])
  })

  it('on top of the price makes the total', () => {
    const goods = [1, 2, 3].map((each) => line(String(each), 110, 1, { rates: [taxed(5)] }))
    expect(price(cart(goods, { taxIncluded: false }))).toMatchObject({ tax: 18, total: 348 })
    const once = cart(goods, { taxIncluded: false, taxRounding: 'document' })
    expect(price(once)).toMatchObject({ tax: 17, total: 347, taxRounding: -1 })
  })

  it('compound is taken on the price and the tax before it', () => {
    const rates = [taxed(5), taxed(9.5, { code: 'B', compound: true })]
    const { taxes } = price(cart([line('a', 10_000, 1, { rates })], { taxIncluded: false }))
    // 5 % of 100.00 is 5.00; 9.5 % of 105.00 is 9.975.
    expect(taxes.map(({ base, tax }) => [base, tax])).toEqual([
      [10_000, 500],
      [10_000, 998],
    ])
    const within = price(cart([line('a', 11_498, 1, { rates })]))
    expect(within.taxes.map(({ base, tax }) => [base, tax])).toEqual([
      [10_000, 500],
      [10_000, 998],
    ])
  })

  it('of joined rates is rounded once and then split', () => {
    const rates = [taxed(4), taxed(4.5, { code: 'B', joined: true })]
    const goods = line('a', 110, 1, { rates })
    // 8.5 % of 1.10 is 0.0935; rounded alone they would be 0.044 and 0.0495: 0.04 + 0.05.
    const { taxes, tax } = price(cart([goods], { taxIncluded: false }))
    expect([tax, ...taxes.map((each) => each.tax)]).toEqual([9, 4, 5])
  })

  it('is not paid by who is exempt, and taken out of a price that includes it', () => {
    const goods = [line('a', 119)]
    const within = price(cart(goods, { exempt: true }))
    expect(within).toMatchObject({ subtotal: 119, relief: 19, tax: 0, total: 100 })
    expect(within.taxes).toMatchObject([{ base: 100, tax: 0 }])
    const onTop = price(cart(goods, { exempt: true, taxIncluded: false }))
    expect(onTop).toMatchObject({ tax: 0, total: 119 })
  })

  it('is shared among four rates without a negative part', () => {
    const rates = ['A', 'B', 'C', 'D'].map((code) => taxed(2.5, { code }))
    for (let amount = 1; amount < 60; amount += 1) {
      const { taxes, tax, total } = price(cart([line('a', amount, 1, { rates })]))
      expect(Math.min(...taxes.map((each) => each.tax))).toBeGreaterThanOrEqual(0)
      expect([(taxes[0]?.base ?? 0) + tax, total]).toEqual([amount, amount])
    }
  })

  it('tells apart two rates that a class had while the cart was open', () => {
    const goods = [line('a', 100), line('b', 100, 1, { rates: [taxed(7)] })]
    expect(price(cart(goods, { taxIncluded: false })).taxes.map(({ tax }) => tax)).toEqual([19, 7])
  })
})

describe('a refund', () => {
  it('gives back a line in parts that add up to what was paid for it', () => {
    const sold = line('a', 333, 3, { discounts: [off(100)] })
    const [first] = price(cart([sold])).lines
    if (!first) throw new Error('no line')
    const steps = [0, 1, 2].map((before) =>
      refundOf({
        ...{ line: first, sold: pieces(3), before: pieces(before), now: ONE },
        ...{ taxIncluded: true, id: `back ${String(before)}` },
      }),
    )
    expect(price(cart([sold, ...steps]))).toMatchObject({
      ...{ gross: 0, discount: 0, tax: 0, total: 0, taxes: [{ base: 0, tax: 0 }] },
    })
    expect(() =>
      refundOf({
        ...{ line: first, sold: pieces(3), before: pieces(3), now: ONE },
        ...{ taxIncluded: true, id: 'more' },
      }),
    ).toThrow(RangeError)
  })
})

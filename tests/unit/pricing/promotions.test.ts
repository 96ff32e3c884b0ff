import { describe, expect, it } from 'vitest'
import { minor } from '../../../src/domain/money.ts'
import type { CartLine } from '../../../src/domain/pricing/cart.ts'
import type { Promotion, Tier } from '../../../src/domain/pricing/promotion.ts'
import { ONE, pieces, quantity } from '../../../src/domain/quantity.ts'
import {
  cart,
  cents,
  EVERYTHING,
  line,
  of,
  percent,
  price,
  promotion,
  savings,
} from '../../fixtures/pricing.ts'

const half = { kind: 'percent', target: EVERYTHING, rate: percent(50) } as const
const threeFor5 = {
  kind: 'mix-and-match',
  target: EVERYTHING,
  count: 3,
  price: minor(500),
} as const
const buyOneGetOne = (target = EVERYTHING) =>
  ({
    kind: 'buy-get',
    buy: { target, count: 1 },
    get: { target, count: 1 },
    rate: percent(100),
  }) as const

describe('a promotion', () => {
  it('takes a percentage, an amount or all beyond a fixed price off each unit', () => {
    const goods = cart([line('tea', 250, 3), line('jam', 199)])
    const tenth = promotion('p', { ...half, target: of('tea'), rate: percent(10) })
    expect(savings(price(goods, tenth))).toEqual(['tea: p 75'])
    const off = promotion('p', { kind: 'amount', target: of('tea'), amount: minor(30) })
    expect(savings(price(goods, off))).toEqual(['tea: p 90'])
    const fixed = promotion('p', { kind: 'fixed-price', target: of('jam'), unitPrice: cents(99) })
    expect(savings(price(goods, fixed))).toEqual(['jam: p 100'])
  })

  it('finds a department, and leaves out what is excepted', () => {
    const goods = cart([line('tea', 250), line('soap', 100, 1, { department: 'home' })])
    const target = { ...EVERYTHING, departments: ['food'], except: [] }
    expect(savings(price(goods, promotion('p', { ...half, target })))).toEqual(['tea: p 125'])
    const most = { ...EVERYTHING, except: ['tea'] }
    expect(savings(price(goods, promotion('p', { ...half, target: most })))).toEqual(['soap: p 50'])
  })

  it('rounds a weighed line once, half away from zero', () => {
    const cheese = line('cheese', 1999, 1, { unit: 'kilogram', quantity: quantity(486) })
    const { lines } = price(cart([cheese]), promotion('p', { ...half, rate: percent(15) }))
    // 19.99 × 0.486 = 9.71514; 15 % of it 1.457271
    expect(lines[0]).toMatchObject({ gross: 972, discounts: [{ amount: 146 }], net: 826 })
  })

  it('gives the cheaper ones of each group, groups in falling price', () => {
    const goods = cart([line('a', 300), line('b', 200), line('c', 1000), line('d', 900)])
    expect(savings(price(goods, promotion('p', buyOneGetOne())))).toEqual(['b: p 200', 'd: p 900'])
  })

  it('sells any three for a price and leaves the fourth at its own', () => {
    const priced = price(cart([line('a', 200, 2), line('b', 300, 2)]), promotion('p', threeFor5))
    // The dearest three are 3 + 3 + 2 = 8: 3 are saved, split 6 to 2.
    expect(savings(priced)).toEqual(['a: p 75', 'b: p 225'])
    expect(priced).toMatchObject({ discount: 300, applied: [{ times: 1, saving: 300 }] })
  })

  it('sells a bundle at its price as often as all its parts are there', () => {
    const parts = [
      { target: of('shirt'), count: 1 },
      { target: of('socks'), count: 2 },
    ]
    const goods = cart([line('shirt', 2000, 3), line('socks', 500, 5)])
    const priced = price(goods, promotion('p', { kind: 'bundle', parts, price: minor(2500) }))
    expect(priced).toMatchObject({ discount: 1000, applied: [{ times: 2 }] })
  })

  it('is cheaper from a quantity on, of one variant or of all together', () => {
    const tiers: Tier[] = [
      { kind: 'percent', from: pieces(3), rate: percent(10) },
      { kind: 'fixed-price', from: pieces(6), unitPrice: cents(50) },
    ]
    const goods = cart([line('a', 100, 3), line('b', 100, 3)])
    const rule = { kind: 'quantity-break', target: EVERYTHING, tiers } as const
    expect(price(goods, promotion('p', { ...rule, together: false })).discount).toBe(60)
    expect(price(goods, promotion('p', { ...rule, together: true })).discount).toBe(300)
  })

  it('takes off the cart by what is left of each line, and only from its minimum on', () => {
    const goods = cart([line('a', 999), line('b', 1)])
    const rule = { kind: 'cart-amount', target: EVERYTHING, amount: minor(500) } as const
    const reached = price(goods, promotion('p', { ...rule, minimum: minor(1000) }))
    expect(savings(reached)).toEqual(['a: p 500'])
    const missed = price(goods, promotion('p', { ...rule, minimum: minor(1001) }))
    expect(missed).toMatchObject({ discount: 0, passed: [{ reason: 'too-little' }] })
  })

  it('holds at its hours, also past midnight, and within its dates', () => {
    const at = (weekday: number, minute: number, instant = 1000) =>
      price(
        cart([line('a', 100)], { moment: { weekday, minute, instant } }),
        promotion('p', half, {
          ...{ from: 1000, to: 2000 },
          hours: [{ weekdays: [5], from: 22 * 60, to: 2 * 60 }],
        }),
      )
    expect(at(5, 22 * 60).discount).toBe(50)
    expect(at(6, 119).discount).toBe(50)
    for (const [day, minute] of [
      [5, 1319],
      [6, 120],
      [5, 60],
    ] as const) {
      expect(at(day, minute).passed).toMatchObject([{ reason: 'not-now' }])
    }
    expect([at(5, 1400, 999).discount, at(5, 1400, 2000).discount]).toEqual([0, 0])
  })

  it('holds for its groups, its stores and who brings its coupon', () => {
    const goods = [line('a', 100)]
    const club = promotion('p', half, { groups: ['club'], stores: ['store'], needsCoupon: true })
    const coupons = [{ code: 'HALF', promotion: 'p' }]
    const member = cart(goods, { groups: ['club'], coupons })
    expect(price(member, club).applied).toMatchObject([{ coupon: 'HALF', saving: 50 }])
    expect(price(cart(goods, { coupons }), club).passed[0]?.reason).toBe('other-customers')
    expect(price(cart(goods, { groups: ['club'] }), club).passed[0]?.reason).toBe('coupon-missing')
    expect(price({ ...member, store: 'other' }, club)).toMatchObject({ applied: [], passed: [] })
  })

  it('is applied at most as often as its limit says, where it gains most', () => {
    const goods = cart([line('a', 100, 5), line('b', 300, 1)])
    const first = promotion('p', half, { limit: 2 })
    expect(savings(price(goods, first))).toEqual(['a: p 50', 'b: p 150'])
    const twice = promotion('p', buyOneGetOne(of('a')), { limit: 1 })
    expect(price(goods, twice).discount).toBe(100)
  })

  it('touches no deposit', () => {
    const deposit = line('deposit', 25, 1, { discountable: false })
    expect(price(cart([deposit]), promotion('p', half))).toMatchObject({ total: 25, passed: [] })
  })
})

describe('of several promotions', () => {
  it('one exclusive or all stackable ones hold, whichever saves more', () => {
    const goods = cart([line('a', 1000)])
    const exclusive = promotion('x', { ...half, rate: percent(30) })
    const tenth = promotion('s', { ...half, rate: percent(20) }, { stackable: true })
    const off = promotion('t', { kind: 'amount', target: EVERYTHING, amount: minor(150) })
    const both = price(goods, exclusive, tenth, { ...off, stackable: true })
    // 20 % first, then the amount, of what is left.
    expect(savings(both)).toEqual(['a: s 200, t 150'])
    expect(both.passed).toEqual([{ promotion: 'x', name: 'promotion x', reason: 'better-choice' }])
    expect(savings(price(goods, exclusive, tenth))).toEqual(['a: x 300'])
  })

  it('a combination gives way where its pieces save more by themselves', () => {
    const goods = cart([line('a', 200, 3)])
    const three = promotion('three', threeFor5)
    expect(savings(price(goods, three, promotion('half', half)))).toEqual(['a: half 300'])
    const tenth = promotion('tenth', { ...half, rate: percent(10) })
    expect(savings(price(goods, three, tenth))).toEqual(['a: three 100'])
  })

  it('the pieces go to the combinations that save most together, not to the greatest', () => {
    // Three dear ones for 5 saves 4 and leaves nothing; two bundles save 3 each.
    const goods = cart([line('a', 300, 2), line('b', 300, 2)])
    const parts = [
      { target: of('a'), count: 1 },
      { target: of('b'), count: 1 },
    ]
    const pair = promotion('pair', { kind: 'bundle', parts, price: minor(300) }, { limit: 2 })
    const priced = price(goods, promotion('three', threeFor5), pair)
    expect(priced).toMatchObject({ discount: 600, isExact: true })
    expect(priced.applied).toMatchObject([{ promotion: 'pair', times: 2 }])
  })

  it('one is applied less often where that leaves room for another', () => {
    // B uses a + c; A uses three a. Six a, two c: A once and B twice beats A twice or B alone.
    const goods = cart([line('a', 300, 5), line('c', 300, 2)])
    const three = promotion('three', { ...threeFor5, target: of('a'), price: minor(300) })
    const parts = [
      { target: of('a'), count: 1 },
      { target: of('c'), count: 1 },
    ]
    const pair = promotion('pair', { kind: 'bundle', parts, price: minor(300) })
    const priced = price(goods, three, pair)
    expect(priced.discount).toBe(1200)
    expect(priced.applied.map(({ times }) => times)).toEqual([2, 1])
  })

  it('beyond the bound they are the same in any order, never worse than greedy', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const goods = ids.map((id, place) => line(id, 310 + 37 * place, 4 + (place % 3)))
    const offers = ids.map((id, place) => {
      const parts = [id, ids[(place + 1) % ids.length]!, ids[(place + 3) % ids.length]!]
      const bundle = parts.map((each) => ({ target: of(each), count: 1 }))
      return promotion(`p${id}`, { kind: 'bundle', parts: bundle, price: minor(700 + 11 * place) })
    })
    const priced = price(cart(goods), ...offers)
    expect(priced.isExact).toBe(false)
    expect(priced.discount).toBeGreaterThanOrEqual(greedyOn(goods, offers))
    const told = savings(priced).toSorted()
    for (let turn = 1; turn < ids.length; turn += 1) {
      const turned = [...goods.slice(turn), ...goods.slice(0, turn)].toReversed()
      const again = price(cart(turned), ...offers.toReversed())
      expect(savings(again).toSorted()).toEqual(told)
      expect(again.isExact).toBe(false)
    }
  })
})

/** One after the other the bundle that saves most by itself, as often as its pieces are there. */
function greedyOn(goods: readonly CartLine[], offers: readonly Promotion[]): number {
  const left = new Map(goods.map(({ id, quantity: count }) => [id, count / ONE]))
  const prices = new Map(goods.map(({ id, unitPrice }) => [id, unitPrice / 10_000]))
  const bundles = offers.map(({ rule }) => {
    if (rule.kind !== 'bundle') throw new Error('only bundles are taken greedily here')
    const ids = rule.parts.flatMap(({ target }) => target.variants)
    const each = ids.reduce((sum, id) => sum + (prices.get(id) ?? 0), 0) - rule.price
    const most = Math.min(...ids.map((id) => left.get(id) ?? 0))
    return { ids, each, alone: each * most }
  })
  let saved = 0
  for (const { ids, each } of bundles.toSorted((a, b) => b.alone - a.alone)) {
    const times = each > 0 ? Math.min(...ids.map((id) => left.get(id) ?? 0)) : 0
    for (const id of ids) left.set(id, (left.get(id) ?? 0) - times)
    saved += each * times
  }
  return saved
}

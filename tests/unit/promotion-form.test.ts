/** A promotion as the office types it: what it comes to, in words, and on a cart. */
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { formatOf } from '../../renderer/format/format.ts'
import { messagesFor, type Say } from '../../renderer/language/language.tsx'
import { NEW_PROMOTION, type PromotionForm } from '../../renderer/screens/promotions/form.ts'
import { inputOf } from '../../renderer/screens/promotions/promotion-input.ts'
import { firstMoment, tryOut } from '../../renderer/screens/promotions/trial.ts'
import { goodsWords, ruleWords, whenWords } from '../../renderer/screens/promotions/words.ts'
import {
  promotionInputSchema,
  type PromotionGround,
} from '../../src/contract/backend/promotions.ts'
import { ruleSchema } from '../../src/domain/pricing/promotion.ts'
import { momentOf } from '../../src/domain/time.ts'
import { cents, promotion } from '../fixtures/pricing.ts'

const [BREAD, MILK] = [
  '01900000-0000-7000-8000-000000000001',
  '01900000-0000-7000-8000-000000000002',
]
const zone = 'Europe/Berlin'
/** Friday, 27 November 2026, 10:00 in Berlin. */
const NOW = Date.UTC(2026, 10, 27, 9)
const ways = { zone, exponent: 2, now: NOW }
const target = {
  isSome: true,
  variants: [{ id: BREAD, name: 'Bread' }],
  departments: [],
  except: [],
}
const milk = { isSome: true, variants: [{ id: MILK, name: 'Milk' }], departments: [], except: [] }

const typed = (changes: Partial<PromotionForm>): PromotionForm => ({
  ...NEW_PROMOTION,
  ...{ name: 'Market day', target },
  ...changes,
})
const made = (changes: Partial<PromotionForm>) => {
  const read = inputOf(typed(changes), ways)
  if ('wrong' in read) throw new Error(read.wrong.join(', '))
  return promotionInputSchema.parse(read.value)
}
const wrong = (changes: Partial<PromotionForm>) => {
  const read = inputOf(typed(changes), ways)
  return 'wrong' in read ? read.wrong : []
}

const intl = createIntl({ locale: 'en', messages: messagesFor('en') })
const say: Say = (id, values) => intl.formatMessage({ id }, values as Record<string, string>)
const format = formatOf({ locale: 'en', currency: 'EUR', zone })
const ground: PromotionGround = {
  ...{ departments: [], groups: [], priceList: BREAD, taxIncluded: true },
  ...{ taxRounding: 'line', taxClasses: [] },
}
const names = new Map([
  [BREAD, 'Bread'],
  [MILK, 'Milk'],
])
const words = { say, format, ground, stores: [], names }

const tier = (from: string, figure: string) => ({ from, kind: 'percent', figure }) as const
const part = (count: string, of: typeof target) => ({ count, target: of })

const KINDS = [
  ['percent', { rate: '12,5' }, '12.5% off', 'Bread'],
  ['amount', { amount: '0.20' }, '€0.20 off each', 'Bread'],
  ['fixed-price', { price: '1.005' }, '€1.005', 'Bread'],
  [
    'quantity-break',
    { tiers: [tier('6', '10'), tier('12', '20')] },
    'from 6: 10% off · from 12: 20% off',
    'Bread',
  ],
  ['buy-get', { rate: '100', buy: part('2', target), get: part('1', target) }, '3 for 2', 'Bread'],
  [
    'buy-get',
    { rate: '50', isSame: false, buy: part('1', target), get: part('1', milk) },
    '1 of 2: 50% off',
    'pay 1 × Bread, then 1 × Milk',
  ],
  ['mix-and-match', { count: '3', price: '5' }, '3 for €5.00', 'Bread'],
  [
    'bundle',
    { parts: [part('1', target), part('2', milk)], price: '4.50' },
    '3 for €4.50',
    '1 × Bread + 2 × Milk',
  ],
  ['cart-percent', { rate: '5', minimum: '50' }, 'from €50.00: 5% off', 'Bread'],
  ['cart-amount', { amount: '5' }, '€5.00 off', 'Bread'],
] as const

describe('a promotion that is typed', () => {
  it('can be of every kind that there is', () => {
    expect(new Set(KINDS.map(([kind]) => kind))).toEqual(
      new Set(ruleSchema.options.map(({ shape }) => shape.kind.value)),
    )
  })

  it.each(KINDS)('of the kind %s is taken, and is told as its discounts are', (...row) => {
    const [kind, fields, does, goods] = row
    const { rule } = made({ kind, ...fields })
    expect(rule.kind).toBe(kind)
    expect(ruleWords(rule, say, format)).toContain(does)
    expect(goodsWords(rule, words)).toBe(goods)
  })

  it('says which fields say nothing that could be meant', () => {
    expect(wrong({ name: ' ', rate: '' })).toEqual(['promotion.name', 'promotion.rate'])
    expect(wrong({ rate: '101' })).toEqual(['promotion.rate'])
    expect(wrong({ kind: 'amount', amount: '0' })).toEqual(['promotion.amount'])
    expect(wrong({ kind: 'mix-and-match', count: '0', price: '1,234' })).toEqual([
      ...['promotion.count', 'promotion.price'],
    ])
    // None of some goods would be all of them.
    const none = { ...target, variants: [] }
    expect(wrong({ rate: '5', target: none })).toEqual(['promotion.goods'])
    expect(wrong({ kind: 'bundle', price: '5', parts: [part('1', none)] })).toEqual([
      'promotion.parts',
    ])
    expect(wrong({ kind: 'quantity-break', tiers: [tier('', '5')] })).toEqual(['promotion.tiers'])
    expect(wrong({ rate: '5', hours: [{ weekdays: [], from: '09:00', to: '10:00' }] })).toEqual([
      'promotion.hours',
    ])
  })

  it('begins and ends by the clock of the store, and never ends before it begins', () => {
    const [from, to] = ['2026-12-01T09:00', '2026-12-24T14:00']
    const input = made({ rate: '5', from, to })
    expect([input.from, input.to]).toEqual([Date.UTC(2026, 11, 1, 8), Date.UTC(2026, 11, 24, 13)])
    expect(made({ rate: '5' })).toMatchObject({ from: NOW, to: null })
    expect(wrong({ rate: '5', from: to, to: from })).toEqual(['promotion.to'])
    expect(wrong({ rate: '5', to: '2026-11-27T09:59' })).toEqual(['promotion.to'])
    const told = { ...promotion('x', input.rule), ...input }
    expect(whenWords(told, words)).toBe('Dec 1, 2026, 9:00 AM until Dec 24, 2026, 2:00 PM')
  })
})

describe('a cart that it is tried on', () => {
  const goods = (variant: string, price: number) => ({
    ...{ variant, name: names.get(variant) ?? '', size: '', sku: '', unit: 'piece' as const },
    ...{ department: MILK, taxClass: 'standard', coming: [] },
    now: { unitPrice: cents(price), from: 0, to: null },
  })
  const lines = [
    { goods: goods(BREAD, 200), count: 3 },
    { goods: goods(MILK, 100), count: 1 },
  ]
  const trial = { lines, store: 'store', zone, ground, at: NOW, group: null, hasCoupon: true }
  const half = { rate: '50', needsCoupon: true }

  it('is priced as a till prices it, without and with the promotion and its coupon', () => {
    const { before, after } = tryOut(trial, [], made(half))
    expect([before.total, after?.total]).toEqual([700, 400])
    expect(tryOut({ ...trial, hasCoupon: false }, [], made(half)).after?.passed).toMatchObject([
      { reason: 'coupon-missing' },
    ])
    expect(tryOut(trial, [], null).after).toBeNull()
  })

  it('goes behind a promotion that is there and saves as much', () => {
    const { rule } = made({ rate: '50' })
    const older = promotion(MILK, rule)
    const { before, after } = tryOut(trial, [older], made({ rate: '50' }))
    expect([before.total, after?.total]).toEqual([400, 400])
    expect(after?.applied.map((each) => each.promotion)).toEqual([MILK])
  })

  it('is looked at when its hours let it hold for the first time', () => {
    const weekend = { weekdays: [6, 7], from: '22:00', to: '02:00' }
    const at = firstMoment(made({ rate: '5', hours: [weekend] }), zone, NOW)
    expect(momentOf(at, zone)).toMatchObject({ weekday: 6, minute: 22 * 60 })
    expect(firstMoment(made({ rate: '5' }), zone, NOW)).toBe(NOW)
  })
})

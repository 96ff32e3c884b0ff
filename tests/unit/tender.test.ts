import { describe, expect, it } from 'vitest'
import { wrongFigure } from '../../src/domain/journal/arithmetic.ts'
import type { SaleCompleted } from '../../src/domain/journal/facts.ts'
import { minor } from '../../src/domain/money.ts'
import {
  endInCash,
  foreignDue,
  roundCash,
  worthOf,
  type Tender,
} from '../../src/domain/selling/tender.ts'

describe('cash rounding', () => {
  it.each([
    ['Switzerland, 5 Rappen', 5, 1232, 1230],
    ['Switzerland, 5 Rappen', 5, 1233, 1235],
    ['Switzerland, 5 Rappen', 5, 1237, 1235],
    ['Switzerland, 5 Rappen', 5, 1238, 1240],
    ['Finland, 5 cents, at two cents', 5, 2, 0],
    ['New Zealand, 10 cents, half away from zero', 10, 1235, 1240],
    ['New Zealand, 10 cents', 10, 1234, 1230],
    ['Sweden, 1 krona', 100, 4950, 5000],
    ['Sweden, 1 krona', 100, 4949, 4900],
    ['Hungary, 5 forint in fillér', 500, 123_249, 123_000],
    ['money that goes back', 5, -1233, -1235],
    ['everything payable', undefined, 1233, 1233],
  ])('in %s (%s) makes %s to %s', (_, smallest, amount, rounded) => {
    expect(roundCash(minor(amount), smallest)).toBe(rounded)
  })

  it.each([
    [1232, 2000, 5, { change: 770, rounding: -2 }],
    [1233, 1235, 5, { change: 0, rounding: 2 }],
    [1232, 1230, 5, { change: 0, rounding: -2 }],
    [2, 0, 5, { change: 0, rounding: -2 }],
    // 18.43 of foreign notes for 12.35: no coin gives 6.08 back.
    [1235, 1843, 5, { change: 610, rounding: -2 }],
    [1235, 1843, undefined, { change: 608, rounding: 0 }],
    [1233, 1230, 5, undefined],
  ])('of %s against %s in steps of %s ends as it must', (due, given, smallest, end) => {
    expect(endInCash(minor(due), minor(given), smallest)).toEqual(end)
  })
})

describe('foreign cash', () => {
  it.each([
    ['CHF', 1_073_100, 'EUR', 2000, 2146],
    ['JPY', 6_100, 'EUR', 1000, 610],
    ['EUR', 163_930_000, 'JPY', 1000, 1639],
    ['KWD', 2_987_000, 'EUR', 10_000, 2987],
    ['EUR', 334_700, 'KWD', 1000, 3347],
  ])('%s at %s millionths of %s: %s is worth %s', (currency, rate, local, tendered, worth) => {
    expect(worthOf(minor(tendered), { currency, rate }, local)).toBe(worth)
  })

  it('is asked for in the least amount that pays', () => {
    const chf = { currency: 'CHF', rate: 1_073_100 }
    for (let due = 1; due < 3000; due += 1) {
      const asked = foreignDue(minor(due), chf, 'EUR')
      expect(worthOf(asked, chf, 'EUR')).toBeGreaterThanOrEqual(due)
      expect(worthOf(minor(asked - 1), chf, 'EUR')).toBeLessThan(due)
    }
  })
})

describe('the figures of a sale', () => {
  const cash = (amount: number) => ({ kind: 'cash', amount: minor(amount) }) as const
  const card = (amount: number): Tender => {
    const shown = { intent: '', scheme: '', lastFour: null, authorisation: '' }
    return { kind: 'card', amount: minor(amount), ...shown }
  }
  const online = (amount: number): Tender => {
    return { kind: 'online', amount: minor(amount), provider: 'Payer', reference: 'pay-1' }
  }
  const sale = (change: Partial<SaleCompleted>) =>
    ({
      ...{ engine: 1, taxIncluded: true, lines: [], taxes: [], subtotal: minor(0), tax: minor(0) },
      ...{ total: minor(0), tenders: [], change: minor(0), ...change },
    }) as unknown as SaleCompleted

  it.each<readonly [string, Partial<SaleCompleted>, string | undefined]>([
    ['a tip that is not in the total', { tenders: [card(50)], tip: minor(50) }, undefined],
    ['a tip that nobody paid', { tenders: [card(0)], tip: minor(50) }, 'do not come to the total'],
    ['rounding', { tenders: [cash(2)], cashRounding: minor(2) }, undefined],
    ['rounding of a card', { tenders: [card(2)], cashRounding: minor(2) }, 'not paid in cash'],
    ['change of a card', { tenders: [card(100)], change: minor(100) }, 'not from cash'],
    [
      'change above the cash',
      { tenders: [cash(10), card(100)], change: minor(20), tip: minor(90) },
      'not from cash',
    ],
    [
      'money to a payment made online that names no order',
      { tenders: [online(-5), cash(5)] },
      'goes back to what had not paid',
    ],
    ['a tip below nothing', { tenders: [cash(-5)], tip: minor(-5) }, 'its tip is none'],
  ])('are checked: %s', (_, change, problem) => {
    const wrong = wrongFigure(sale(change))
    if (problem === undefined) expect(wrong).toBeUndefined()
    else expect(wrong).toContain(problem)
  })
})

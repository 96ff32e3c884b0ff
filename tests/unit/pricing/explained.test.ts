/** The same explanation of a discount on the screen and on the receipt, in every language. */
import { createIntl } from 'react-intl'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, messagesFor } from '../../../renderer/language/language.tsx'
import { formatOf } from '../../../renderer/format/format.ts'
import { explained } from '../../../renderer/screens/prices/explained.ts'
import { minor, unitPrice } from '../../../src/domain/money.ts'
import type { LineDiscount } from '../../../src/domain/pricing/discount.ts'
import { ONE, pieces, quantity } from '../../../src/domain/quantity.ts'
import { rate } from '../../../src/domain/rate.ts'
import { composeReceipt } from '../../../src/domain/receipt/compose.ts'
import { receiptWordsFor } from '../../../src/domain/receipt/words.ts'
import { englishSale, englishStore, ID, line } from '../../golden/receipts.ts'

type How = LineDiscount['how']

const TOUCHED = { quantity: quantity(ONE), times: 1, of: minor(1000) }
const discount = (how: Partial<How> & Pick<How, 'rule'>, kind: LineDiscount['kind']) => ({
  ...{ source: ID, kind, name: 'Summer', amount: minor(100), coupon: null },
  how: { ...TOUCHED, ...how },
})

function onScreen(each: LineDiscount, language = 'en', unit: 'piece' | 'kilogram' = 'piece') {
  const intl = createIntl({ locale: language, messages: messagesFor(language) })
  const format = formatOf({ locale: 'en-GB', currency: 'GBP', zone: 'UTC' })
  return explained(each, unit, (id, values) => intl.formatMessage({ id }, { ...values }), format)
}

function printed(each: LineDiscount, language = 'en', unit: 'piece' | 'kilogram' = 'piece') {
  const sale = { ...englishSale, lines: [{ ...line('Milk', 129, ONE), unit, discounts: [each] }] }
  const facts = { sale, store: englishStore, terminal: 'Front', cashier: 'Anna', copy: 0 }
  const entry = { at: Date.UTC(2026, 6, 1), entryHash: 'ab'.repeat(32) }
  const words = receiptWordsFor(language)
  const { elements } = composeReceipt({ ...facts, ...entry }, words)
  const rows = elements.flatMap((element) => (element.kind === 'row' ? [element.start] : []))
  return rows.find((row) => row.includes('Summer'))
}

const TENTH = rate(100_000)
const WHOLE = rate(1_000_000)
const FOR_TWO = { count: 3, get: 1 }

describe('why something was taken off', () => {
  it.each([
    [{ rule: 'percent', rate: TENTH }, 'promotion', '10% off', '10%'],
    [{ rule: 'cart-percent', rate: TENTH }, 'manual-cart', '10% off', '10%'],
    [{ rule: 'amount', amount: minor(50) }, 'promotion', '£0.50 off each'],
    [{ rule: 'cart-amount', amount: minor(500) }, 'promotion', '£5.00 off'],
    [{ rule: 'amount', amount: minor(50) }, 'manual-cart', '£0.50 off'],
    [{ rule: 'quantity-break', rate: TENTH, from: pieces(6) }, 'promotion', 'from 6: 10% off'],
    [{ rule: 'buy-get', rate: WHOLE, ...FOR_TWO, times: 2 }, 'promotion', '3 for 2 × 2'],
    [{ rule: 'buy-get', rate: TENTH, ...FOR_TWO }, 'promotion', '1 of 3: 10% off'],
    [{ rule: 'mix-and-match', count: 2, price: minor(300) }, 'promotion', '2 for £3.00'],
    [{ rule: 'bundle', count: 3, price: minor(999), times: 4 }, 'promotion', '3 for £9.99 × 4'],
  ] as const)('says the figures of %o', (how, kind, screen, receipt: string = screen) => {
    const each = discount(how, kind)
    expect(onScreen(each)).toBe(screen)
    const name = kind === 'promotion' ? 'Summer' : 'Discount: Summer'
    expect(printed(each)).toBe(`  ${name} (${receipt})`)
  })

  it('says a price of each with the decimals that it has, and weights in their unit', () => {
    const fixed = discount({ rule: 'fixed-price', unitPrice: unitPrice(990_000) }, 'promotion')
    expect(onScreen(fixed)).toBe('£0.99 each')
    expect(printed(fixed)).toBe('  Summer (0.99 each)')
    const how = { rule: 'quantity-break', from: quantity(2500), rate: TENTH } as const
    const broken = discount(how, 'promotion')
    expect(onScreen(broken, 'en', 'kilogram')).toBe('from 2.500 kg: 10% off')
    expect(printed(broken, 'en', 'kilogram')).toBe('  Summer (from 2.5 kg: 10% off)')
  })

  it('says nothing of what a person took off a line: the amount stands beside it', () => {
    const given = discount({ rule: 'amount', amount: minor(100) }, 'manual-line')
    expect(printed(given)).toBe('  Discount: Summer')
  })

  it.each(LANGUAGES)('says the same on both in %s, with every figure in its place', (language) => {
    const rules: Parameters<typeof discount>[0][] = [
      { rule: 'buy-get', rate: WHOLE, ...FOR_TWO, times: 2 },
      { rule: 'buy-get', rate: TENTH, ...FOR_TWO },
      { rule: 'bundle', count: 3, price: minor(999), times: 4 },
      { rule: 'quantity-break', rate: TENTH, from: pieces(6) },
      { rule: 'amount', amount: minor(50) },
    ]
    for (const rule of rules) {
      const each = discount(rule, 'promotion')
      expect(printed(each, language)).toBe(`  Summer (${onScreen(each, language)})`)
      expect(onScreen(each, language)).not.toMatch(/[{}]|undefined/)
    }
  })
})

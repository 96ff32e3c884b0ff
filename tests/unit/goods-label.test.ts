import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withCheckDigit } from '../../src/domain/barcode/gtin.ts'
import { basePriceOf, contentOf } from '../../src/domain/labels/base-price.ts'
import {
  codeOf,
  labelOf,
  PRICE_LABEL_RULE,
  type LabelledGoods,
} from '../../src/domain/labels/goods-label.ts'
import { unitPrice } from '../../src/domain/money.ts'
import { figuresFor } from '../../src/domain/receipt/figures.ts'

const figures = figuresFor('de-DE', 'EUR', 'Europe/Berlin')
const style = { figures, direction: 'ltr', rule: PRICE_LABEL_RULE } as const
const goods: LabelledGoods = {
  ...{ name: 'Kekse', size: '250 g', sku: 'K1', unit: 'piece', gtin: '04006381333931' },
  unitPrice: unitPrice(1_990_000),
}
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

describe('the price of a whole kilogram, litre or metre', () => {
  it.each([
    ['800g', 'kilogram', 800_000],
    ['0,75 l', 'litre', 750_000],
    ['0.750 L', 'litre', 750_000],
    ['6 x 330 ml', 'litre', 1_980_000],
    ['6×33cl', 'litre', 1_980_000],
    ['25 m', 'metre', 25_000_000],
  ])('is told by the size %s', (size, measure, millionths) => {
    expect(contentOf(size)).toEqual({ measure, millionths })
  })

  it.each(['', 'M', '12 pieces', '800 g + 200 g', '1.500 g', '0 g', 'g', '-5 kg', '99999 kg'])(
    'is not told by the size %j',
    (size) => {
      expect(contentOf(size)).toBeUndefined()
    },
  )

  it('is the price again where the content is one whole, and grows as the content shrinks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 999 }),
        (price, grams) => {
          const whole = contentOf('1 kg')!
          const part = contentOf(`${String(grams)} g`)!
          expect(basePriceOf(unitPrice(price), whole)).toBe(price)
          const each = basePriceOf(unitPrice(price), part)!
          expect(Math.abs((each * grams) / 1000 - price)).toBeLessThanOrEqual(grams / 1000)
        },
      ),
    )
  })
})

describe('the code on a label', () => {
  it('is the symbol that its length and its own check digit name', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(8, 12, 13, 14),
        fc.bigInt({ min: 0n, max: 10n ** 13n }),
        (length, seed) => {
          const digits = String(seed)
            .padStart(13, '1')
            .slice(-(length - 1))
            .replace(/^0/, '9')
          const code = withCheckDigit(digits)
          const symbology = { 8: 'ean-8', 12: 'upc-a', 13: 'ean-13', 14: 'code-128' }[length]
          expect(codeOf(code.padStart(14, '0'))).toEqual({ symbology, digits: code })
        },
      ),
    )
  })

  it('is no EAN where the check digit is another one: a printer would correct it', () => {
    expect(codeOf('04006381333930')).toEqual({ symbology: 'code-128', digits: '4006381333930' })
  })
})

describe('a label', () => {
  it('says what goods cost as the store writes it, and what a kilogram of them does', () => {
    const label = labelOf(goods, style)
    expect(plain(label.price)).toBe('1,99 €')
    expect(plain(label.basePrice)).toBe('7,96 €/kg')
    expect(label.detail).toBe('250 g · K1')
  })

  it('says the price of a kilogram once for goods that are weighed', () => {
    const label = labelOf({ ...goods, unit: 'kilogram' }, style)
    expect([plain(label.price), label.basePrice]).toEqual(['1,99 €/kg', ''])
  })

  it('leaves out what the store does not want, and says what it does', () => {
    const rule = { basePrice: false, note: 'inkl. MwSt.' }
    expect(labelOf(goods, { ...style, rule })).toMatchObject({
      ...{ basePrice: '', note: 'inkl. MwSt.' },
    })
  })

  it('has no price where the goods have none', () => {
    expect(labelOf({ ...goods, unitPrice: null }, style)).toMatchObject({
      price: '',
      basePrice: '',
    })
  })
})

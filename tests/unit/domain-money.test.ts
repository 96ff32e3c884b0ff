import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  currencySchema,
  divideRounded,
  exponentOf,
  minor,
  MINOR_LIMIT,
  minorSchema,
  multiplyDivided,
  sum,
  UNIT_PRICE_LIMIT,
  UNIT_PRICE_SCALE,
  unitPrice,
  unitPriceSchema,
} from '../../src/domain/money.ts'
import {
  extend,
  ONE,
  pieces,
  quantity,
  QUANTITY_LIMIT,
  quantitySchema,
  times,
} from '../../src/domain/quantity.ts'
import { rate, RATE_SCALE, rateSchema } from '../../src/domain/rate.ts'

const SEED = { seed: 20_267, numRuns: 3000 }

/**
 * Half away from zero, said the other way: the nearest whole number, and of two the farther one.
 */
function nearest(numerator: bigint, denominator: bigint): bigint {
  const size = numerator < 0n ? -numerator : numerator
  const whole = size / denominator
  const rounded = (size % denominator) * 2n >= denominator ? whole + 1n : whole
  return numerator < 0n ? -rounded : rounded
}

const amount = fc.integer({ min: -MINOR_LIMIT, max: MINOR_LIMIT })
const denominator = fc.oneof(
  fc.constantFrom(1, 2, 3, 1000, UNIT_PRICE_SCALE, RATE_SCALE, 10_000_000),
  fc.integer({ min: 1, max: 1_000_000_000 }),
)

describe('an amount', () => {
  it('is a whole number within its limit, and nothing else', () => {
    fc.assert(
      fc.property(amount, (value) => {
        expect(minor(value)).toBe(value)
        expect(minorSchema.safeParse(value).success).toBe(true)
      }),
      SEED,
    )
    for (const wrong of [0.5, Number.NaN, Infinity, MINOR_LIMIT + 1, -MINOR_LIMIT - 1]) {
      expect(() => minor(wrong)).toThrow(RangeError)
      expect(minorSchema.safeParse(wrong).success).toBe(false)
    }
    expect(Object.is(minor(-0), 0)).toBe(true)
  })

  it('adds up to the same whatever the order, and refuses a sum beyond its limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (values) => {
        const amounts = values.map(minor)
        expect(sum(amounts)).toBe(sum(amounts.toReversed()))
        expect(BigInt(sum(amounts))).toBe(values.reduce((all, one) => all + BigInt(one), 0n))
      }),
      SEED,
    )
    expect(sum([])).toBe(0)
    expect(() => sum([minor(MINOR_LIMIT), minor(1)])).toThrow(RangeError)
  })

  it('has the decimals of its currency', () => {
    expect(['EUR', 'JPY', 'KWD', 'USD', 'ISK', 'NOK'].map(exponentOf)).toEqual([2, 0, 3, 2, 0, 2])
    expect(
      ['EUR', 'eur', 'EURO', ''].map((code) => currencySchema.safeParse(code).success),
    ).toEqual([true, false, false, false])
  })
})

describe('a unit price and a rate', () => {
  it('are whole numbers within their limits, and never negative', () => {
    expect(unitPrice(UNIT_PRICE_LIMIT)).toBe(UNIT_PRICE_LIMIT)
    expect(rate(RATE_SCALE)).toBe(RATE_SCALE)
    for (const wrong of [-1, 0.1, Number.NaN, UNIT_PRICE_LIMIT + 1]) {
      expect(() => unitPrice(wrong)).toThrow(RangeError)
      expect(() => rate(wrong)).toThrow(RangeError)
      expect(unitPriceSchema.safeParse(wrong).success).toBe(false)
      expect(rateSchema.safeParse(wrong).success).toBe(false)
    }
  })
})

describe('a division', () => {
  it('rounds half away from zero', () => {
    const rounded = [5, -5, 4, -4, 15, -15].map((value) => divideRounded(value, 10) + 0)
    expect(rounded).toEqual([1, -1, 0, 0, 2, -2])
  })

  it('is exact for every size, as big integers say', () => {
    const numerator = fc.oneof(
      amount,
      fc.maxSafeInteger(),
      fc.integer().map((n) => n * 2 ** 21),
    )
    fc.assert(
      fc.property(numerator, denominator, (value, by) => {
        const expected = Number(nearest(BigInt(value), BigInt(by)))
        expect(divideRounded(value, by) + 0).toBe(expected + 0)
        expect(divideRounded(BigInt(value), by) + 0).toBe(expected + 0)
      }),
      SEED,
    )
  })

  it('of a product loses nothing between', () => {
    const factor = fc.integer({ min: -UNIT_PRICE_LIMIT, max: UNIT_PRICE_LIMIT })
    fc.assert(
      fc.property(factor, factor, denominator, (a, b, by) => {
        const expected = Number(nearest(BigInt(a) * BigInt(b), BigInt(by)))
        expect(multiplyDivided(a, b, by) + 0).toBe(expected + 0)
      }),
      SEED,
    )
  })
})

describe('a quantity', () => {
  it('is whole thousandths within its limit', () => {
    expect(pieces(3)).toBe(3000)
    expect(quantity(-QUANTITY_LIMIT)).toBe(-QUANTITY_LIMIT)
    for (const wrong of [0.5, QUANTITY_LIMIT + 1, Number.NaN]) {
      expect(() => quantity(wrong)).toThrow(RangeError)
      expect(quantitySchema.safeParse(wrong).success).toBe(false)
    }
  })

  it('costs what its pieces cost, and a weight the nearest minor unit', () => {
    expect(extend(unitPrice(19_900 * 100), quantity(486))).toBe(97)
    expect(extend(unitPrice(12_345), quantity(1_500))).toBe(2)
    const price = fc.integer({ min: 0, max: 100_000_000 })
    fc.assert(
      fc.property(price, fc.integer({ min: -9999, max: 9999 }), (cents, count) => {
        expect(extend(unitPrice(cents * UNIT_PRICE_SCALE), pieces(count)) + 0).toBe(
          cents * count + 0,
        )
      }),
      SEED,
    )
    fc.assert(
      fc.property(price, fc.integer({ min: -1_000_000, max: 1_000_000 }), (at, thousandths) => {
        const there = extend(unitPrice(at), quantity(thousandths))
        expect(extend(unitPrice(at), quantity(-thousandths)) + there).toBe(0)
      }),
      SEED,
    )
  })

  it('multiplies packs, and leaves everything as it is by one', () => {
    expect(times(pieces(6), pieces(2))).toBe(12_000)
    expect(times(quantity(486), ONE)).toBe(486)
    expect(() => times(quantity(QUANTITY_LIMIT), pieces(2))).toThrow(RangeError)
  })
})

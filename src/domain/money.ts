/**
 * Money is an integer count of the currency's minor unit (cents, yen, fils).
 * The exponent of a currency is fixed for ever: ISO 4217, amendment 176.
 */
import { z } from 'zod'

declare const minorBrand: unique symbol
declare const unitPriceBrand: unique symbol

/** Integer minor units of the store's currency; negative for money going out. */
export type Minor = number & { readonly [minorBrand]: true }
/** A price or cost of one unit: minor units with four further decimals (1.2345 EUR = 1_234_500). */
export type UnitPrice = number & { readonly [unitPriceBrand]: true }

/** How many steps a unit price has within one minor unit. */
export const UNIT_PRICE_SCALE = 10_000

/**
 * The largest amount that one figure may hold, either way: small enough that sums of a day stay
 * exact.
 */
export const MINOR_LIMIT = 1_000_000_000_000
export const UNIT_PRICE_LIMIT = 1_000_000_000_000

export const minorSchema = z.int().min(-MINOR_LIMIT).max(MINOR_LIMIT) as unknown as z.ZodType<
  Minor,
  Minor
>

export const unitPriceSchema = z.int().min(0).max(UNIT_PRICE_LIMIT) as unknown as z.ZodType<
  UnitPrice,
  UnitPrice
>

/** ISO 4217 code in capitals. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/)

const EXPONENTS: Readonly<Record<string, 0 | 3>> = {
  ...{ BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0 },
  ...{ VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0 },
  ...{ BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3 },
}

/** The number of decimals in which a currency is written: 0, 2 or 3. */
export function exponentOf(currency: string): 0 | 2 | 3 {
  return EXPONENTS[currency] ?? 2
}

/**
 * Takes an integer as minor units. Throws on anything that is not a whole number within the limit.
 */
export function minor(value: number): Minor {
  if (!Number.isInteger(value) || Math.abs(value) > MINOR_LIMIT) {
    throw new RangeError(`not an amount of minor units: ${String(value)}`)
  }
  // -0 would be written as 0 in canonical bytes but compare differently in tests.
  return (value === 0 ? 0 : value) as Minor
}

/**
 * Takes an integer in ten-thousandths of a minor unit as a unit price. Throws when out of range.
 */
export function unitPrice(value: number): UnitPrice {
  if (!Number.isInteger(value) || value < 0 || value > UNIT_PRICE_LIMIT) {
    throw new RangeError(`not a unit price: ${String(value)}`)
  }
  return value as UnitPrice
}

export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0
  for (const amount of amounts) total += amount
  return minor(total)
}

/**
 * `numerator / denominator` of integers, rounded half away from zero (commercial rounding).
 * Exact for any size: it falls back to BigInt where doubles would not be.
 */
export function divideRounded(numerator: number | bigint, denominator: number): number {
  if (
    typeof numerator === 'number' &&
    Number.isSafeInteger(Math.abs(numerator) * 2 + denominator)
  ) {
    const quotient = Math.trunc((Math.abs(numerator) * 2 + denominator) / (denominator * 2))
    return numerator < 0 ? -quotient : quotient
  }
  const size = numerator < 0 ? -BigInt(numerator) : BigInt(numerator)
  const quotient = Number((size * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n))
  return numerator < 0 ? -quotient : quotient
}

/** `a × b / denominator` of integers, rounded half away from zero, without loss between. */
export function multiplyDivided(a: number, b: number, denominator: number): number {
  const product = a * b
  return divideRounded(Number.isSafeInteger(product) ? product : BigInt(a) * BigInt(b), denominator)
}

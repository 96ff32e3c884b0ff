/** Exact fractions: the golden carts are recomputed without a single rounding but the law's own. */

/** `denominator` is above zero. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export function fraction(numerator: bigint, denominator = 1n): Fraction {
  if (denominator === 0n) throw new RangeError('a fraction of nothing')
  const sign = denominator < 0n ? -1n : 1n
  return { numerator: sign * numerator, denominator: sign * denominator }
}

export const NOUGHT = fraction(0n)
export const WHOLE = fraction(1n)

/** Reads a decimal as people write it: `-12.345`. */
export function exactly(written: string): Fraction {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(written)
  if (!parts) throw new RangeError(`"${written}" is no decimal`)
  const [, sign, whole = '', decimals = ''] = parts
  const numerator = BigInt(whole + decimals)
  return fraction(sign === '-' ? -numerator : numerator, 10n ** BigInt(decimals.length))
}

export function plus(a: Fraction, b: Fraction): Fraction {
  const numerator = a.numerator * b.denominator + b.numerator * a.denominator
  return fraction(numerator, a.denominator * b.denominator)
}

export function less(a: Fraction, b: Fraction): Fraction {
  return plus(a, fraction(-b.numerator, b.denominator))
}

export function times(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator)
}

export function over(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** Below zero, zero or above it, as `a` is less than, the same as or more than `b`. */
export function compare(a: Fraction, b: Fraction): number {
  const { numerator } = less(a, b)
  return numerator < 0n ? -1 : numerator > 0n ? 1 : 0
}

export function least(a: Fraction, b: Fraction): Fraction {
  return compare(a, b) <= 0 ? a : b
}

export function total(fractions: readonly Fraction[]): Fraction {
  return fractions.reduce(plus, NOUGHT)
}

/** The greatest whole that is not above it. */
export function floor({ numerator, denominator }: Fraction): bigint {
  const towardsZero = numerator / denominator
  return numerator < 0n && numerator % denominator !== 0n ? towardsZero - 1n : towardsZero
}

/** To the nearest multiple of one in `parts`, halves away from zero. */
export function nearest(value: Fraction, parts: bigint): Fraction {
  const scaled = times(value, fraction(parts))
  const isNegative = scaled.numerator < 0n
  const size = isNegative ? fraction(-scaled.numerator, scaled.denominator) : scaled
  const rounded = floor(plus(size, fraction(1n, 2n)))
  return fraction(isNegative ? -rounded : rounded, parts)
}

/** As people write it, with so many decimals; throws where it has more. */
export function write(value: Fraction, decimals: number): string {
  const scaled = times(value, fraction(10n ** BigInt(decimals)))
  const { numerator, denominator } = scaled
  if (numerator % denominator !== 0n) throw new RangeError('a figure finer than its currency')
  const whole = numerator / denominator
  const digits = String(whole < 0n ? -whole : whole).padStart(decimals + 1, '0')
  const sign = whole < 0n ? '-' : ''
  if (decimals === 0) return sign + digits
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

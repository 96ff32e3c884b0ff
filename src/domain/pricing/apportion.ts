/**
 * Splits whole amounts so that the parts add up, by largest remainder (Hamilton): each part is
 * rounded down, and what is left goes, one minor unit each, to the largest remainders. Where two
 * are equal the earlier part has it; callers pass parts in the canonical order of lines.
 */
export type Whole = number | bigint

interface Part {
  readonly index: number
  readonly rest: Whole
}

/**
 * `numerators[i] / denominator` is the exact part i; their sum is within one of `total`. `caps`
 * bounds each part from above; where all are full, less than `total` is given.
 */
export function apportion(
  total: number,
  numerators: readonly Whole[],
  denominator: Whole,
  caps?: readonly number[],
): number[] {
  const parts: number[] = []
  const rests: Part[] = []
  let left = total
  for (const [index, numerator] of numerators.entries()) {
    const { floor, rest } = floorDivide(numerator, denominator)
    const part = Math.min(floor, caps?.[index] ?? floor)
    parts.push(part)
    rests.push({ index, rest })
    left -= part
  }
  rests.sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
  while (left > 0) {
    const before = left
    for (const { index } of rests) {
      if (left === 0) break
      const part = parts[index] ?? 0
      if (part >= (caps?.[index] ?? Infinity)) continue
      parts[index] = part + 1
      left -= 1
    }
    if (left === before) break
  }
  takeBack(parts, rests, -left)
  return parts
}

/**
 * Rounding a tax and then its rates may leave one unit less than the floors come to: it is taken
 * from the smallest remainder that has something.
 */
function takeBack(parts: number[], rests: readonly Part[], excess: number): void {
  let left = excess
  for (const { index } of rests.toReversed()) {
    if (left <= 0) return
    const part = parts[index] ?? 0
    if (part <= 0) continue
    parts[index] = part - 1
    left -= 1
  }
}

/** Splits `total` by weights that are not negative; no part passes its cap. */
export function apportionByWeight(
  total: number,
  weights: readonly number[],
  caps: readonly number[],
): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  return apportion(
    total,
    weights.map((weight) => product(total, weight)),
    whole,
    caps,
  )
}

/** `a × b`, exact: a double where it holds it, a BigInt where not. */
export function product(a: number, b: Whole): Whole {
  if (typeof b === 'bigint') return BigInt(a) * b
  const result = a * b
  return Number.isSafeInteger(result) ? result : BigInt(a) * BigInt(b)
}

/** The largest whole number not above the quotient, and what remains, from 0 to the denominator. */
function floorDivide(numerator: Whole, denominator: Whole): { floor: number; rest: Whole } {
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    // A double's quotient may round up to the next whole number; the remainder is exact.
    const remainder = numerator % denominator
    const rest = remainder < 0 ? remainder + denominator : remainder
    return { floor: (numerator - rest) / denominator, rest }
  }
  const below = BigInt(denominator)
  const remainder = BigInt(numerator) % below
  const rest = remainder < 0n ? remainder + below : remainder
  return { floor: Number((BigInt(numerator) - rest) / below), rest }
}

/** `numerator / denominator`, rounded half away from zero. */
export function roundDivide(numerator: Whole, denominator: Whole): number {
  const size = BigInt(numerator < 0 ? -numerator : numerator)
  const below = BigInt(denominator)
  const quotient = Number((size * 2n + below) / (below * 2n))
  return numerator < 0 ? -quotient : quotient
}

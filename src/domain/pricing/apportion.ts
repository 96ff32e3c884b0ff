/**
 * Splits whole amounts so that the parts add up, by largest remainder (Hamilton): each part is
 * rounded down, and what is left goes, one minor unit each, to the largest remainders. Where two
 * are equal the earlier part has it; callers pass parts in the canonical order of lines.
 */
export type Whole = number | bigint

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
  let left = total
  const parts = numerators.map((numerator, index) => {
    const floor = floorDivided(numerator, denominator)
    const part = Math.min(floor, caps?.[index] ?? floor)
    left -= part
    return part
  })
  if (left === 0) return parts
  const places = byRemainder(numerators, denominator)
  while (left > 0) {
    const before = left
    for (const index of places) {
      if (left === 0) break
      const part = parts[index] ?? 0
      if (part >= (caps?.[index] ?? Infinity)) continue
      parts[index] = part + 1
      left -= 1
    }
    if (left === before) break
  }
  takeBack(parts, places, -left)
  return parts
}

/** The places of the parts, those first of which most was lost in rounding down. */
function byRemainder(numerators: readonly Whole[], denominator: Whole): number[] {
  const rests = numerators.map((numerator) => remainder(numerator, denominator))
  return numerators
    .map((_, index) => index)
    .sort((a, b) => {
      const one = rests[a] ?? 0
      const other = rests[b] ?? 0
      return one === other ? a - b : one > other ? -1 : 1
    })
}

/**
 * Rounding a tax and then its rates may leave one unit less than the floors come to: it is taken
 * from the smallest remainder that has something.
 */
function takeBack(parts: number[], places: readonly number[], excess: number): void {
  let left = excess
  for (let at = places.length - 1; at >= 0 && left > 0; at -= 1) {
    const index = places[at] ?? 0
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

/** The largest whole number not above the quotient. */
function floorDivided(numerator: Whole, denominator: Whole): number {
  const rest = remainder(numerator, denominator)
  if (typeof numerator === 'number' && typeof rest === 'number') {
    // A double's quotient may round up to the next whole number; the remainder is exact.
    return (numerator - rest) / Number(denominator)
  }
  return Number((BigInt(numerator) - BigInt(rest)) / BigInt(denominator))
}

/** From 0 to the denominator, and a double where both are. */
function remainder(numerator: Whole, denominator: Whole): Whole {
  if (typeof numerator === 'number' && typeof denominator === 'number') {
    const rest = numerator % denominator
    return rest < 0 ? rest + denominator : rest
  }
  const below = BigInt(denominator)
  const rest = BigInt(numerator) % below
  return rest < 0n ? rest + below : rest
}

/** `numerator / denominator`, rounded half away from zero. */
export function roundDivide(numerator: Whole, denominator: Whole): number {
  const size = BigInt(numerator < 0 ? -numerator : numerator)
  const below = BigInt(denominator)
  const quotient = Number((size * 2n + below) / (below * 2n))
  return numerator < 0 ? -quotient : quotient
}

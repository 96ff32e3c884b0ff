/** Rates are integer parts per million: 19 % = 190_000. */
import { z } from 'zod'

declare const rateBrand: unique symbol
export type Rate = number & { readonly [rateBrand]: true }

export const RATE_SCALE = 1_000_000

export const rateSchema = z.int().min(0).max(RATE_SCALE) as unknown as z.ZodType<Rate, Rate>

/** Takes integer parts per million, 0 to one million. Throws on anything else. */
export function rate(partsPerMillion: number): Rate {
  if (!Number.isInteger(partsPerMillion) || partsPerMillion < 0 || partsPerMillion > RATE_SCALE) {
    throw new RangeError(`not a rate in parts per million: ${String(partsPerMillion)}`)
  }
  return partsPerMillion as Rate
}

/** Which share a part is of a whole, rounded up; undefined where it is more than all of it. */
export function shareUp(part: number, whole: number): Rate | undefined {
  if (part > whole) return undefined
  if (part === 0) return rate(0)
  const parts = BigInt(part) * BigInt(RATE_SCALE)
  return rate(Number((parts + BigInt(whole) - 1n) / BigInt(whole)))
}

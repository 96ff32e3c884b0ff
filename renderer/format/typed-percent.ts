/** Reads a share of a price as a person writes it. */
import { rate, RATE_SCALE, type Rate } from '../../src/domain/rate.ts'

/** `10`, `12.5` and `12,5`, in parts per million; null for all else and for more than the whole. */
export function readPercent(text: string): Rate | null {
  const written = /^\s*(\d{1,3})(?:[.,](\d{1,2}))?\s*%?\s*$/.exec(text)
  if (!written) return null
  const [, whole = '', decimals = ''] = written
  const parts = Number(whole + decimals.padEnd(2, '0')) * (RATE_SCALE / 10_000)
  return parts <= RATE_SCALE ? rate(parts) : null
}

/** What one of something costs, as it stands on a delivery note: up to four decimals more. */
import {
  UNIT_PRICE_LIMIT,
  UNIT_PRICE_SCALE,
  unitPrice,
  type UnitPrice,
} from '../../src/domain/money.ts'

const FURTHER_DECIMALS = 4

/** `1,25` and `1.25`; undefined for what is no cost. `exponent` is the currency's decimals. */
export function readCost(text: string, exponent: number): UnitPrice | undefined {
  const parts = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim())
  const decimals = parts?.[2] ?? ''
  const places = exponent + FURTHER_DECIMALS
  if (!parts || decimals.length > places) return undefined
  const cost = Number(`${parts[1] ?? ''}${decimals.padEnd(places, '0')}`)
  return cost <= UNIT_PRICE_LIMIT ? unitPrice(cost) : undefined
}

/** As it is typed again: with the currency's decimals, and more where there are more. */
export function writtenCost(cost: UnitPrice, exponent: number): string {
  const amount = cost / UNIT_PRICE_SCALE / 10 ** exponent
  const written = amount.toFixed(exponent + FURTHER_DECIMALS)
  return written.replace(new RegExp(`0{1,${String(FURTHER_DECIMALS)}}$`), '').replace(/\.$/, '')
}

/**
 * What goods cost by the kilogram, the litre or the metre, told by the size that is written on
 * them. Shops of the European Union have to say it beside the price (directive 98/6/EC, article 3).
 */
import type { Unit } from '../catalogue/unit.ts'
import { multiplyDivided, UNIT_PRICE_LIMIT, unitPrice, type UnitPrice } from '../money.ts'

export type Measure = Exclude<Unit, 'piece'>

export const MEASURE_SIGNS: Readonly<Record<Measure, string>> = {
  ...{ kilogram: 'kg', litre: 'l', metre: 'm' },
}

/** How much of a measure is in a package: whole millionths, so that 1 g and 1 ml have room. */
export interface Content {
  readonly measure: Measure
  readonly millionths: number
}

const MILLIONTHS = 1_000_000
/** Beyond a tonne it is no package. */
const MOST = 1000 * MILLIONTHS
const UNITS: Readonly<Record<string, readonly [Measure, number]>> = {
  kg: ['kilogram', 1_000_000],
  g: ['kilogram', 1_000],
  mg: ['kilogram', 1],
  l: ['litre', 1_000_000],
  dl: ['litre', 100_000],
  cl: ['litre', 10_000],
  ml: ['litre', 1_000],
  m: ['metre', 1_000_000],
  cm: ['metre', 10_000],
  mm: ['metre', 1_000],
}
/** `800g`, `0,75 l`, `6 x 330 ml`, `6×330ml`. */
const SIZE =
  /^(?:(\d{1,3})\s*[x×*]\s*)?(\d{1,5})(?:[.,](\d{1,3}))?\s*(kg|g|mg|l|dl|cl|ml|m|cm|mm)$/u

/**
 * What a size says of the content; undefined where it says nothing, or anything else beside it: a
 * wrong price of a kilogram is worse than none.
 */
export function contentOf(size: string): Content | undefined {
  const [, pieces = '1', whole = '', decimals = '', unit = ''] =
    SIZE.exec(size.trim().toLowerCase()) ?? []
  const [measure, millionths] = UNITS[unit] ?? []
  if (measure === undefined || millionths === undefined) return undefined
  // Three decimals after a dot or a comma may be thousands: `1.500 g` is not told from `1,500 kg`.
  if (decimals.length === 3 && millionths < MILLIONTHS) return undefined
  const thousandths = Number(whole) * 1000 + Number(decimals.padEnd(3, '0'))
  const content = (Number(pieces) * thousandths * millionths) / 1000
  const isContent = Number.isInteger(content) && content > 0 && content <= MOST
  return isContent ? { measure, millionths: content } : undefined
}

/** The price of one whole measure; undefined where it is beyond all money. */
export function basePriceOf(price: UnitPrice, { millionths }: Content): UnitPrice | undefined {
  const each = multiplyDivided(price, MILLIONTHS, millionths)
  return each <= UNIT_PRICE_LIMIT ? unitPrice(each) : undefined
}

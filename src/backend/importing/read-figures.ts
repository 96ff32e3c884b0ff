/** Figures as files write them, read exactly: no floating point between text and integer. */
import { exponentOf, UNIT_PRICE_LIMIT, unitPrice, type UnitPrice } from '../../domain/money.ts'
import { QUANTITY_LIMIT, quantity, type Quantity } from '../../domain/quantity.ts'

const UNIT_PRICE_DECIMALS = 4
const QUANTITY_DECIMALS = 3
/** `12`, `12.50`, `.5`, `12,50`: a comma alone is a decimal comma; thousands marks are refused. */
const DECIMAL = /^(-?)(\d*)(?:[.,](\d*))?$/

/** `12`, `12.50`, `.5`, `12,50`: a lone comma is a decimal comma; thousands marks are refused. */
export function readScaled(text: string, decimals: number): number | undefined {
  const match = DECIMAL.exec(text.trim())
  if (match === null) return undefined
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return undefined
  if (fraction.slice(decimals).replaceAll('0', '') !== '') return undefined
  const scaled = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  if (!Number.isSafeInteger(scaled)) return undefined
  return sign === '-' && scaled !== 0 ? -scaled : scaled
}

/** A price in the currency's major unit (`9.99`), or undefined where it is no price. */
export function readUnitPrice(text: string, currency: string): UnitPrice | undefined {
  const scaled = readScaled(text, exponentOf(currency) + UNIT_PRICE_DECIMALS)
  return scaled === undefined || scaled < 0 || scaled > UNIT_PRICE_LIMIT
    ? undefined
    : unitPrice(scaled)
}

/** A count of pieces, with up to three decimals, below zero too. */
export function readQuantity(text: string): Quantity | undefined {
  const scaled = readScaled(text, QUANTITY_DECIMALS)
  return scaled === undefined || Math.abs(scaled) > QUANTITY_LIMIT ? undefined : quantity(scaled)
}

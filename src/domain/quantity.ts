/**
 * Quantities are integer thousandths of the unit a variant is sold in: 1 piece = 1000, 0.486 kg =
 * 486.
 */
import { z } from 'zod'
import { minor, multiplyDivided, UNIT_PRICE_SCALE, type Minor, type UnitPrice } from './money.ts'

declare const quantityBrand: unique symbol
export type Quantity = number & { readonly [quantityBrand]: true }

export const QUANTITY_SCALE = 1000
/** A million pieces on one line: more is a typing slip, not a sale. */
export const QUANTITY_LIMIT = 1_000_000_000

export const quantitySchema = z
  .int()
  .min(-QUANTITY_LIMIT)
  .max(QUANTITY_LIMIT) as unknown as z.ZodType<Quantity, Quantity>

/** Takes integer thousandths. Throws on anything else. */
export function quantity(thousandths: number): Quantity {
  if (!Number.isInteger(thousandths) || Math.abs(thousandths) > QUANTITY_LIMIT) {
    throw new RangeError(`not a quantity in thousandths: ${String(thousandths)}`)
  }
  // As with money: −0 is written as 0 in canonical bytes but compares differently.
  return (thousandths === 0 ? 0 : thousandths) as Quantity
}

export const ONE = quantity(QUANTITY_SCALE)

/** A whole number of pieces as a quantity. */
export function pieces(count: number): Quantity {
  return quantity(count * QUANTITY_SCALE)
}

/** What a quantity costs at a unit price, rounded half away from zero to the minor unit. */
export function extend(price: UnitPrice, amount: Quantity): Minor {
  return minor(multiplyDivided(price, amount, UNIT_PRICE_SCALE * QUANTITY_SCALE))
}

/** `a × b` where both are quantities: a pack of 6.000 sold 2.000 times is 12.000. */
export function times(a: Quantity, b: Quantity): Quantity {
  return quantity(multiplyDivided(a, b, QUANTITY_SCALE))
}

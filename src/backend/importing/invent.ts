/**
 * Prices and stock made up for goods whose file has none, so that a demo can sell them. The same
 * seed and key give the same figures for ever; they look like a corner shop's and are nobody's.
 */
import { createHash } from 'node:crypto'
import { exponentOf, UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../../domain/money.ts'
import { pieces, type Quantity } from '../../domain/quantity.ts'
import { GROCERY_DEPARTMENTS } from './departments.ts'
import type { ImportPlan, PlannedVariant } from './plan.ts'

/** Stands with each such product, so that nobody takes the figures for real ones. */
export const INVENTED_NOTE = 'Price and stock are made up.'

/** Cheapest and dearest in hundredths of a major unit, and the most pieces on the shelf. */
interface Range {
  readonly cheapest: number
  readonly dearest: number
  readonly pieces: number
}

const { produce, bakery, dairy, meat, frozen, pantry, sauces } = GROCERY_DEPARTMENTS
const { breakfast, snacks, sweets, hot, drinks, alcohol } = GROCERY_DEPARTMENTS
const RANGES: ReadonlyMap<string, Range> = new Map([
  [produce.name, { cheapest: 79, dearest: 449, pieces: 40 }],
  [bakery.name, { cheapest: 89, dearest: 429, pieces: 18 }],
  [dairy.name, { cheapest: 69, dearest: 499, pieces: 36 }],
  [meat.name, { cheapest: 199, dearest: 899, pieces: 20 }],
  [frozen.name, { cheapest: 199, dearest: 699, pieces: 24 }],
  [pantry.name, { cheapest: 79, dearest: 499, pieces: 48 }],
  [sauces.name, { cheapest: 99, dearest: 449, pieces: 36 }],
  [breakfast.name, { cheapest: 149, dearest: 599, pieces: 30 }],
  [snacks.name, { cheapest: 99, dearest: 449, pieces: 48 }],
  [sweets.name, { cheapest: 79, dearest: 399, pieces: 60 }],
  [hot.name, { cheapest: 179, dearest: 899, pieces: 24 }],
  [drinks.name, { cheapest: 59, dearest: 299, pieces: 96 }],
  [alcohol.name, { cheapest: 99, dearest: 1299, pieces: 60 }],
])
const OTHER_RANGE: Range = { cheapest: 99, dearest: 599, pieces: 30 }
/** Of a hundred goods, so many are sold out, and so many more are nearly. */
const SOLD_OUT = 3
const NEARLY = 9

/** The plan with a price and opening stock for each variant that has none. */
export function inventPricesAndStock(plan: ImportPlan, seed: number, currency: string): ImportPlan {
  const products = plan.products.map((product) => {
    const range = RANGES.get(product.department) ?? OTHER_RANGE
    const variants = product.variants.map((variant) => invent(variant, range, seed, currency))
    const description = `${product.description} ${INVENTED_NOTE}`.trim()
    return { ...product, description, variants }
  })
  return { ...plan, products }
}

function invent(
  variant: PlannedVariant,
  range: Range,
  seed: number,
  currency: string,
): PlannedVariant {
  const dice = createHash('sha256').update(`${seed}:${variant.key}`).digest()
  const prices =
    variant.prices.length > 0
      ? variant.prices
      : [{ from: 0, to: null, unitPrice: inventPrice(dice, range, currency) }]
  return { ...variant, prices, stock: variant.stock ?? inventStock(dice, range) }
}

/** Nearer to the cheap end, as on a shelf, and ending in 9 or, one time in four, in 5. */
function inventPrice(dice: Buffer, range: Range, currency: string): UnitPrice {
  const share = (dice.readUInt32BE(0) / 2 ** 32) ** 1.7
  const hundredths = range.cheapest + share * (range.dearest - range.cheapest)
  const ending = dice.readUInt8(4) % 4 === 0 ? 5 : 9
  const shelf = Math.floor(hundredths / 10) * 10 + ending
  // A currency without decimals is one in which such a thing costs hundreds.
  const minor = exponentOf(currency) === 3 ? shelf * 10 : shelf
  return unitPrice(minor * UNIT_PRICE_SCALE)
}

function inventStock(dice: Buffer, range: Range): Quantity {
  const luck = dice.readUInt8(5) % 100
  if (luck < SOLD_OUT) return pieces(0)
  if (luck < NEARLY) return pieces(1 + (dice.readUInt8(6) % 3))
  return pieces(4 + (dice.readUInt16BE(7) % range.pieces))
}

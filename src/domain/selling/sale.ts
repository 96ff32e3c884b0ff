/** What a cart becomes when it is sold: the lines of the entry, and what leaves the shelf. */
import { saleLineKey, type Claim } from '../claim.ts'
import type { Movement, SaleLine } from '../journal/facts.ts'
import { multiplyDivided, unitPrice, UNIT_PRICE_LIMIT, type UnitPrice } from '../money.ts'
import { quantity, QUANTITY_SCALE } from '../quantity.ts'
import type { PricedCart } from '../pricing/priced.ts'
import type { Line } from './draft.ts'
import { detailOf } from './line-detail.ts'
import { lineFigures } from './sale-pricing.ts'

/** The lines as the entry keeps them: what each came to, without what only the cart needed. */
export function saleLinesOf(lines: readonly Line[], priced: PricedCart): SaleLine[] {
  const figures = lineFigures(priced)
  return lines.map((line) => {
    const found = figures.get(line.id)
    if (!found) throw new Error('a line of the cart was not priced')
    return { ...saleLineOf(line), ...found }
  })
}

function saleLineOf(line: Line): Omit<SaleLine, 'amount'> {
  return {
    id: line.id,
    variant: line.variant,
    barcode: line.barcode,
    name: line.name,
    size: line.size,
    unit: line.unit,
    department: line.department,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    price: line.price,
    taxClass: line.taxClass,
    ...(line.returned && { returned: line.returned }),
    ...(line.discountable !== undefined && { discountable: line.discountable }),
    ...(line.priceChange !== undefined && { priceChange: line.priceChange }),
    ...(line.discounts !== undefined && { given: line.discounts }),
    ...detailOf(line),
  }
}

/**
 * What one of a line's goods costs, by what its items cost; undefined where one of them is not
 * known, or where it takes none from the shelf.
 */
export function lineCost(
  { items }: Pick<Line, 'items'>,
  costOf: (item: string) => UnitPrice | undefined,
): UnitPrice | undefined {
  if (items.length === 0) return undefined
  let total = 0
  for (const { item, quantity: each } of items) {
    const cost = costOf(item)
    if (cost === undefined) return undefined
    total += multiplyDivided(cost, each, QUANTITY_SCALE)
  }
  return total <= UNIT_PRICE_LIMIT ? unitPrice(total) : undefined
}

/** How much of each inventory item the lines take, in thousandths: Σ of item × line quantity. */
export function leaving(lines: readonly Pick<Line, 'items' | 'quantity'>[]): Map<string, number> {
  const taken = new Map<string, number>()
  for (const line of lines) {
    for (const each of line.items) {
      const more = multiplyDivided(each.quantity, line.quantity, QUANTITY_SCALE)
      taken.set(each.item, (taken.get(each.item) ?? 0) + more)
    }
  }
  return taken
}

/** The movements of a sale, one for each item, in the order of the items' ids. */
export function movementsOf(lines: readonly Line[], location: string): Movement[] {
  return [...leaving(lines)]
    .filter(([, taken]) => taken !== 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([item, taken]) => ({ item, location, quantity: quantity(-taken) }))
}

/** The movements of a sale of goods that had moved before: only the difference, item by item. */
export function lessTaken(moving: readonly Movement[], taken: readonly Movement[]): Movement[] {
  const left = new Map(moving.map((each) => [`${each.item} ${each.location}`, each]))
  for (const { item, location, quantity: before } of taken) {
    const now = left.get(`${item} ${location}`)?.quantity ?? 0
    left.set(`${item} ${location}`, { item, location, quantity: quantity(now - before) })
  }
  return [...left.values()]
    .filter((each) => each.quantity !== 0)
    .toSorted((a, b) => (a.item < b.item ? -1 : 1))
}

/** The claims by which goods come back here and nowhere else; the entry names them. */
export function claimsOf(lines: readonly Line[]): Claim[] {
  return lines.flatMap(({ returned, quantity: back }) =>
    returned
      ? [
          {
            ...{ id: returned.claim, kind: 'sale-line' as const, amount: 0 - back },
            key: saleLineKey(returned.sale, returned.line),
          },
        ]
      : [],
  )
}

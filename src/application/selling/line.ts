/** Turns what was found in the catalogue into a line of the cart. */
import { fail, succeed, type Result } from '../../domain/failure.ts'
import { multiplyDivided } from '../../domain/money.ts'
import { ratesAt } from '../../domain/pricing/tax-rate.ts'
import { quantity, QUANTITY_LIMIT, QUANTITY_SCALE, type Quantity } from '../../domain/quantity.ts'
import type { Line } from '../../domain/selling/draft.ts'
import type { Sellable } from '../../ports/catalogue.ts'

/**
 * `count` is how many of what was scanned: two six-packs are twelve. Without a price or a known tax
 * class nothing can be sold (`price-missing`, `tax-missing`): better no line than a wrong one.
 */
export function lineOf(
  { variant, packQuantity, barcode, price, taxClass }: Sellable,
  count: Quantity,
  id: string,
  addedAt: number,
): Result<Line> {
  if (!price) return fail('price-missing', { name: variant.name })
  if (!taxClass) return fail('tax-missing', { name: variant.name })
  const amount = multiplyDivided(count, packQuantity, QUANTITY_SCALE)
  if (amount <= 0 || amount > QUANTITY_LIMIT) return fail('limit-amount')
  return succeed({
    id,
    variant: variant.id,
    barcode: barcode ?? null,
    name: variant.name,
    size: variant.size,
    unit: variant.unit,
    department: variant.department,
    quantity: quantity(amount),
    unitPrice: price.unitPrice,
    price: price.id,
    taxClass: variant.taxClass,
    rates: ratesAt(taxClass, addedAt),
    items: variant.items,
    addedAt,
  })
}

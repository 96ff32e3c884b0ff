/** The lowest price at which goods could be had, or were sold here, since an instant. */
import { UNIT_PRICE_SCALE, unitPrice, type UnitPrice } from '../domain/money.ts'
import { QUANTITY_SCALE } from '../domain/quantity.ts'
import type { Connection } from './connection.ts'

/** Undefined where there was none. What a customer paid after discounts counts as a price. */
export type LowestPrice = (variant: string, list: string, since: number) => UnitPrice | undefined

export function prepareLowestPrice(connection: Connection): LowestPrice {
  const lowest = connection
    .prepare<[{ variant: string; list: string; since: number }], number | null>(
      `SELECT min(price) FROM (
         SELECT unit_price AS price FROM pricing
         WHERE kind = 'price' AND deleted = 0 AND variant = @variant AND list = @list
           AND (valid_to IS NULL OR valid_to > @since)
         UNION ALL
         SELECT sale_line.amount * ${UNIT_PRICE_SCALE} * ${QUANTITY_SCALE} / sale_line.quantity
         FROM sale_line JOIN sale ON sale.id = sale_line.sale
         WHERE sale_line.variant = @variant AND sale_line.quantity > 0 AND sale.at >= @since
       )`,
    )
    .pluck()
  return (variant, list, since) => {
    const price = lowest.get({ variant, list, since })
    return price === null || price === undefined ? undefined : unitPrice(price)
  }
}

/** What can be sold at all: every variant with the price that holds at an instant. */
import type { Reading } from '../backend.ts'
import type { Shop } from '../setup/shop.ts'

/** A shop, at the instant at which its prices are asked for. */
export type ShopNow = Shop & { readonly now: number }

export type Priced = ReturnType<typeof pricedVariants>

/**
 * Joins variant, product, department and price; of two prices that hold, the one begun later and
 * then, as at the till, the lower id.
 */
export function pricedVariants(database: Reading, { tenant, priceList, now }: ShopNow) {
  return (
    database
      .selectFrom('variant')
      .innerJoin('product', (join) =>
        join
          .onRef('product.tenant', '=', 'variant.tenant')
          .onRef('product.id', '=', 'variant.product'),
      )
      .innerJoin('department', (join) =>
        join
          .onRef('department.tenant', '=', 'variant.tenant')
          .onRef('department.id', '=', 'variant.department'),
      )
      // Lateral, so that each variant costs one look into the index, with or without statistics.
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom('price')
            .whereRef('price.tenant', '=', 'variant.tenant')
            .whereRef('price.variant', '=', 'variant.id')
            .where('price.list', '=', priceList)
            .where('price.valid_from', '<=', now)
            .where(({ or, eb: end }) =>
              or([end('price.valid_to', 'is', null), end('price.valid_to', '>', now)]),
            )
            .orderBy('price.valid_from', 'desc')
            .orderBy('price.id')
            .limit(1)
            .select(['price.id', 'price.unit_price'])
            .as('price'),
        (join) => join.onTrue(),
      )
      .where('variant.tenant', '=', tenant)
  )
}

/** A sale keeps the price that it was rung at, which is one that the shop had set. */
import type { World } from '../world.ts'
import { allSales, type Sight } from './sight.ts'

export function pricesWereSet(sights: readonly Sight[], { shop }: World): string[] {
  return allSales(sights).flatMap(({ body }) =>
    body.lines.flatMap(({ variant, unitPrice, load }) =>
      load !== undefined || shop.prices.get(variant ?? '')?.has(unitPrice) === true
        ? []
        : [`${body.receipt} has ${String(unitPrice)}, which never was a price`],
    ),
  )
}

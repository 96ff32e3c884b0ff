/** From the sale in progress to what the pricing engine takes, and what it comes to. */
import type { Cart, CartLine, ReturnLine } from '../pricing/cart.ts'
import { priceCart } from '../pricing/engine.ts'
import type { PricedCart } from '../pricing/priced.ts'
import type { Promotions } from '../pricing/prepare.ts'
import type { StoreSettings } from '../settings.ts'
import { momentOf } from '../time.ts'
import { pricedAtOf, type Draft, type Line } from './draft.ts'

/** What a cart is priced by beside what is in it. */
export interface PricingRules {
  readonly store: Pick<StoreSettings, 'id' | 'zone' | 'taxRounding'>
  readonly taxIncluded: boolean
  readonly promotions: Promotions
}

/** Taxes are rounded by line unless the store says otherwise. */
export function taxRoundingOf({ taxRounding }: PricingRules['store']): 'line' | 'document' {
  return taxRounding ?? 'line'
}

/**
 * Promotions are judged at the moment of the cart's last change: what the customer was shown is
 * what is paid, also where an hour ends while the money is counted.
 */
export function priceDraft(draft: Draft, rules: PricingRules): PricedCart {
  return priceCart(cartOf(draft, rules), rules.promotions)
}

function cartOf(draft: Draft, { store, taxIncluded }: PricingRules): Cart {
  return {
    lines: draft.lines.map(cartLineOf),
    discounts: draft.discounts ?? [],
    coupons: draft.coupons ?? [],
    store: store.id,
    groups: draft.buyer?.groups ?? [],
    exempt: draft.buyer?.exempt ?? false,
    moment: momentOf(pricedAtOf(draft), store.zone),
    taxIncluded,
    taxRounding: taxRoundingOf(store),
  }
}

function cartLineOf(line: Line): CartLine | ReturnLine {
  if (line.refund) return { kind: 'return', id: line.id, ...line.refund }
  const { id, variant, department, unit, quantity, unitPrice, taxClass, rates } = line
  return {
    ...{ kind: 'sale', id, variant, department, unit, quantity, unitPrice, taxClass, rates },
    discountable: line.discountable ?? true,
    discounts: line.discounts ?? [],
  }
}

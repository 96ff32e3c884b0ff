/** What the engine prices. Plain data: the same at the till, in the online store and in a test. */
import type { Unit } from '../catalogue/documents.ts'
import type { Minor, UnitPrice } from '../money.ts'
import type { Quantity } from '../quantity.ts'
import type { Moment } from '../time.ts'
import type { LineDiscount, ManualDiscount } from './discount.ts'
import type { TaxShare } from './priced.ts'
import type { TaxRate } from './tax-rate.ts'

export interface CartLine {
  readonly kind: 'sale'
  readonly id: string
  /** Null for an open item: only rules for its department or for all lines touch it. */
  readonly variant: string | null
  readonly department: string | null
  readonly unit: Unit
  /** Thousandths. Negative only for a deposit that is given back; it gets no discount. */
  readonly quantity: Quantity
  /** As rung: no later price changes it. */
  readonly unitPrice: UnitPrice
  readonly taxClass: string
  readonly rates: readonly TaxRate[]
  /** False for what no promotion and no discount on the cart may touch: deposits, gift cards. */
  readonly discountable: boolean
  /** Given by hand on this line, in the order given. */
  readonly discounts: readonly ManualDiscount[]
}

/**
 * Goods that come back. Every figure is negative (or 0) and was fixed by `refundOf` from the line
 * of the first sale; the engine adds it up and changes nothing of it.
 */
export interface ReturnLine {
  readonly kind: 'return'
  readonly id: string
  readonly gross: Minor
  readonly discounts: readonly LineDiscount[]
  readonly net: Minor
  readonly relief: Minor
  readonly taxes: readonly TaxShare[]
  readonly total: Minor
}

export interface CartCoupon {
  /** As `couponCodeOf` writes it. */
  readonly code: string
  readonly promotion: string
}

export interface Cart {
  readonly lines: readonly (CartLine | ReturnLine)[]
  /** Given by hand on the whole cart, in the order given. */
  readonly discounts: readonly ManualDiscount[]
  readonly coupons: readonly CartCoupon[]
  readonly store: string
  /** The customer's groups; empty for who is not known. */
  readonly groups: readonly string[]
  /** True for a customer who pays no tax. */
  readonly exempt: boolean
  readonly moment: Moment
  readonly taxIncluded: boolean
  /** `line`: each line's tax is rounded; `document`: only the tax of a class on the whole cart. */
  readonly taxRounding: 'line' | 'document'
}

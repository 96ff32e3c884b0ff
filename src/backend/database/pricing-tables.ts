/** Tables of prices, promotions, and sales that are priced differently here. */
import type { Promotion } from '../../domain/pricing/promotion.ts'
import type { Computation } from '../../contract/backend/exceptions.ts'
import type { Json } from './schema.ts'

export interface PromotionTable {
  tenant: string
  id: string
  valid_to: number | null
  document: Json<Promotion>
}

export interface CouponTable {
  tenant: string
  id: string
  code: string
  promotion: string
  single_use: boolean
  uses: number | null
}

export interface PriceDifferenceTable {
  tenant: string
  store: string
  entry: string
  terminal: string
  receipt: string
  told: Json<Computation>
  computed: Json<Computation>
  found_at: number
}

export interface PriceTable {
  tenant: string
  id: string
  variant: string
  list: string
  valid_from: number
  valid_to: number | null
  unit_price: number
}

/**
 * Who may take what of which there is only so much: tables of
 * `0130_create_claims.sql` and `0310_park_carts.sql`.
 */
import type { Generated } from 'kysely'

export interface ClaimableTable {
  tenant: string
  kind: string
  key: string
  most: number | null
  taken: Generated<number>
  held: Generated<number>
  taken_at: Generated<number>
}

interface ClaimColumns {
  tenant: string
  id: string
  store: string
  terminal: string
  kind: string
  key: string
  amount: number
}

export interface ClaimTable extends ClaimColumns {
  draft: string
  expires_at: number
}

export interface ClaimUseTable extends ClaimColumns {
  entry: string
}

/** A cart on the hook of a till; `cart` is null once somebody went on with it. */
export interface ParkedCartTable {
  tenant: string
  store: string
  park: string
  terminal: string
  at: number
  actor: string | null
  lines: number
  total: number
  cart: unknown
  /** Stays when the cart is gone: the sale that it became may have been agreed by it. */
  agreed: AgreedGroups | null
}

/** Groups that prices were agreed by, with whom, and for the sale of which id. */
export interface AgreedGroups {
  readonly draft: string
  readonly customer: string | null
  readonly groups: readonly string[]
}

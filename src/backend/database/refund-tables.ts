/** Money that goes back to payments made online, as Kysely sees it. */
import type { Generated } from 'kysely'
import type { RefundState } from '../../domain/returns/provider-refund.ts'

export interface PaymentProviderTable {
  tenant: string
  provider: string
  address: string
  secret: string
}

export interface OnlineRefundTable {
  tenant: string
  store: string
  refund: string
  sale: string
  position: number
  terminal: string
  epoch: string
  seq: number
  hash: string
  receipt: string
  sold: string
  tender: number
  order_receipt: string | null
  provider: string
  reference: string
  amount: number
  currency: string
  at: number
  received_at: number
  state: RefundState
  reason: string | null
  round: Generated<number>
  tries: Generated<number>
  next_at: number
  held_until: number | null
  is_late: Generated<boolean>
  changed_at: number
  seen_by: string | null
  note: string | null
}

export interface RefundTables {
  payment_provider: PaymentProviderTable
  online_refund: OnlineRefundTable
}

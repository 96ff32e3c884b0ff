/** Orders from suppliers, as Kysely sees their tables. */
import type { Generated } from 'kysely'

export interface PurchaseOrderTable {
  tenant: string
  store: string
  id: string
  number: string
  supplier: string
  ordered_at: number
  expected: string | null
  closed_at: number | null
  sent_from: Generated<string | null>
  close_reason: Generated<string | null>
  /** By which the supplier calls it. */
  reference: Generated<string | null>
}

export interface GoodsSentTable {
  tenant: string
  store: string
  entry: string
  transfer: string
  destination: string
  terminal: string
  at: number
  actor: string | null
  note: string | null
}

export interface PurchaseOrderLineTable {
  tenant: string
  store: string
  purchase_order: string
  item: string
  position: number
  ordered: number
  received: Generated<number>
  cost: number | null
}

export interface GoodsReceiptTable {
  tenant: string
  store: string
  entry: string
  purchase_order: string
  terminal: string
  at: number
  actor: string | null
  note: string | null
}

export interface PurchaseTables {
  purchase_order: PurchaseOrderTable
  purchase_order_line: PurchaseOrderLineTable
  goods_receipt: GoodsReceiptTable
  goods_sent: GoodsSentTable
}

/** The tables of customers, as Kysely sees them. */
import type { ColumnType, Generated } from 'kysely'
import type { CustomerDetails } from '../../domain/customer/customer.ts'

export interface CustomerTable {
  tenant: string
  id: string
  /** Null: erased for good. */
  details: ColumnType<CustomerDetails | null, string, string | null>
  phone_key: string
  email_key: string
  points: Generated<number>
  created_at: number
  changed_at: number
  erased_at: number | null
  merged_into: string | null
  merged_at: number | null
  /** As they were called then; null of the owner's token. */
  merged_by: string | null
}

export interface CustomerStoreTable {
  tenant: string
  store: string
  customer: string
}

export interface CustomerEntryTable {
  tenant: string
  customer: string
  terminal: string
  epoch: string
  seq: number
  hash: string
}

export interface LoyaltyMovementTable {
  tenant: string
  customer: string
  source: string
  earned: number
  redeemed: number
  at: number
  found_at: number
}

export interface CustomerTables {
  customer: CustomerTable
  customer_store: CustomerStoreTable
  customer_entry: CustomerEntryTable
  loyalty_movement: LoyaltyMovementTable
}

/** Shoppers of the store's page, as Kysely sees them. */

export interface ShopperAttemptTable {
  tenant: string
  attempt_hash: string
  address_hash: string
  code_hash: string
  customer: string | null
  tries_left: number
  asked_at: number
}

export interface ShopperSessionTable {
  tenant: string
  token_hash: string
  customer: string
  address_hash: string
  began_at: number
  ends_at: number
}

export interface ShopperTables {
  shopper_attempt: ShopperAttemptTable
  shopper_session: ShopperSessionTable
}

/** Online payments, as Kysely sees them. */

export interface OnlinePaymentTable {
  tenant: string
  store: string
  order_id: string
  provider: string
  amount: number
  currency: string
  state: 'asked' | 'taken' | 'placed' | 'declined' | 'returning' | 'returned'
  reference: string | null
  asked_at: number
}

/** The tables of accounts, as Kysely sees them. */

interface AccountColumns {
  tenant: string
  kind: string
  account: string
}

export interface AccountTable extends AccountColumns {
  last_four: string
  balance: number
}

export interface AccountMovementTable extends AccountColumns {
  source: string
  store: string
  terminal: string
  amount: number
  at: number
  found_at: number
}

export interface AccountTables {
  account: AccountTable
  account_movement: AccountMovementTable
}

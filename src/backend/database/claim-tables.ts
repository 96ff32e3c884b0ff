/** Who may take what of which there is only so much: tables of `0130_create_claims.sql`. */
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

/** People of the shop at the office, as Kysely sees them: `1070_…` and `1100_….sql`. */
import type { ColumnType } from 'kysely'
import type { Pin } from '../../domain/settings.ts'

export interface OfficeAccountTable {
  tenant: string
  store: string
  person: string
  sign_in_name: string
  reach: 'store' | 'shop'
  /** Written as JSON text. */
  password: ColumnType<Pin, string, string>
}

export interface OfficeSessionTable {
  tenant: string
  token_hash: string
  store: string
  person: string
  began_at: number
  seen_at: number
}

export interface OfficeAttemptTable {
  tenant: string
  name_hash: string
  wrong: number
  last_at: number
}

export interface OfficeActTable {
  tenant: string
  id: string
  at: number
  store: string | null
  person: string | null
  name: string | null
  act: string
  permission: string | null
  subject: string | null
  /** Written as JSON text. */
  fields: ColumnType<readonly string[], string, never>
  outcome: string | null
}

export interface OfficeTables {
  office_act: OfficeActTable
  office_account: OfficeAccountTable
  office_session: OfficeSessionTable
  office_attempt: OfficeAttemptTable
}

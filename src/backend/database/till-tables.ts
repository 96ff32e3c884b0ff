/**
 * Till sessions and fiscal closings as entries tell of them: `0610_…`, `0670_…`, `1030_…`,
 * `1130_…`, `1150_…` and `1160_….sql`.
 */
import type { Generated } from 'kysely'

export interface TillSessionTable {
  tenant: string
  store: string
  id: string
  terminal: string
  business_date: string | null
  currency: string | null
  float: number | null
  opened_at: number | null
  opened_by: string | null
  counted_at: number | null
  counts: Generated<number>
  closed: Generated<boolean>
  last_at: number
  epoch: string
  epoch_ordinal: number
}

export interface TillClosingTable {
  tenant: string
  store: string
  session: string
  entry: string
  terminal: string
  epoch: string
  epoch_ordinal: number
  seq: number
  second: boolean
  /** JSON text: `SessionReport['earlier']`. */
  earlier: string
  z: number | null
  at: number
  actor: string | null
  sales: number
  turnover: number | null
  float: number | null
  expected: number
  counted: number
  difference: number
  reason: string | null
  unsent_entries: number
  unsent_sales: number
  /** JSON text: `TenderFigures`. */
  tenders: string | null
  /** JSON text: `Watched`. */
  watched: string | null
  /** Its copies. */
  prints: Generated<number>
}

export interface TillEntryTable {
  tenant: string
  store: string
  session: string
  entry: string
  epoch: string
  seq: number
  second: boolean
  kind: 'sale' | 'cash' | 'other'
  at: number
  actor: string | null
  name: string
  currency: string | null
  sales: number
  turnover: number
  cash: number
  correction: number | null
  /** The number that it was given once, also where it is no correction any more. */
  numbered: number | null
  /** JSON text: `[{ kind, amount }]`. */
  tenders: string | null
  /** JSON text: `Watched`. */
  watched: string | null
}

export interface TillClosedElsewhereTable {
  tenant: string
  store: string
  session: string
  at: number
  person: string
  person_id: string | null
  reason: string
  counted: number | null
  sales: number
  turnover: number
  expected: number
}

export interface TillCorrectedWordTable extends TillClosedElsewhereTable {
  number: number
}

export interface FiscalClosingTable {
  tenant: string
  store: string
  terminal: string
  entry: string
  kind: 'day' | 'month' | 'year'
  number: number
  period: string
  late: boolean
  at: number
  actor: string | null
  currency: string
  sales: number
  turnover: number
  /** The first one too. */
  prints: Generated<number>
}

export interface TillTables {
  fiscal_closing: FiscalClosingTable
  till_session: TillSessionTable
  till_closing: TillClosingTable
  till_entry: TillEntryTable
  till_closed_elsewhere: TillClosedElsewhereTable
  till_corrected_word: TillCorrectedWordTable
}

/** The roll-up of reports, as Kysely sees it. */
import type { Unit } from '../../domain/catalogue/unit.ts'
import type { FigurePart, Measures } from '../../domain/reports/figure.ts'

export interface ReportFigureTable extends Measures {
  tenant: string
  store: string
  business_date: string
  part: FigurePart
  key: string
  terminal: string
}

/** One entry behind a figure that is not of sales. */
export interface FigureEntryTable {
  tenant: string
  store: string
  part: string
  key: string
  business_date: string
  at: number
  entry: string
  line: number
  terminal: string
  person: string | null
  approver: string | null
  /** JSON text. */
  told: string
}

/** One line of what was lost or found. */
export interface StockDifferenceTable {
  tenant: string
  store: string
  part: string
  reason: string
  business_date: string
  at: number
  entry: string
  line: number
  terminal: string
  actor: string | null
  note: string | null
  name: string
  unit: Unit
  quantity: number
  worth: number | null
  cost: number | null
}

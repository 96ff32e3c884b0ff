/** The roll-up of reports, as Kysely sees it. */
import type { FigurePart, Measures } from '../../domain/reports/figure.ts'

export interface ReportFigureTable extends Measures {
  tenant: string
  store: string
  business_date: string
  part: FigurePart
  key: string
  terminal: string
}

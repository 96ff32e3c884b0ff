/** The figures of a dashboard as the cells of a file for spreadsheets. */
import { ROWS_AT_ONCE, type Dashboard, type ReportRow } from '../../src/domain/reports/dashboard.ts'
import { figurePartSchema, marginOf } from '../../src/domain/reports/figure.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import type { Answer } from '../connection/trouble.ts'
import type { Format } from '../format/format.ts'
import type { Say } from '../language/language.tsx'
import { asRows, askPages, inTurn, type MakeFile } from './file.ts'
import type { ReportSource } from './source.ts'
import { currencyOf, rowName } from './words.ts'

export type ReportColumn =
  | 'count'
  | 'quantity'
  | 'amount'
  | 'tax'
  | 'net'
  | 'cost'
  | 'costed'
  | 'margin'

const COLUMNS: readonly ReportColumn[] = [
  ...(['count', 'quantity', 'amount', 'tax', 'net', 'cost', 'costed', 'margin'] as const),
]
/** Of sales: they have a tax, and goods that cost something. */
const OF_SALES: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['hour', 'person', 'channel', 'product', 'department'] as const),
])
const OF_STOCK: ReadonlySet<FigurePart> = new Set<FigurePart>(['stock-lost', 'stock-found'])
const OF_GOODS: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['product', 'department'] as const),
  ...OF_STOCK,
])

/** What there is to tell of a part. */
export function columnsOf(part: FigurePart, margins: boolean): readonly ReportColumn[] {
  return COLUMNS.filter((column) => {
    if (column === 'count') return true
    if (column === 'amount') return part !== 'approval' && part !== 'refusal'
    if (column === 'quantity') return OF_GOODS.has(part)
    if (column === 'tax') return OF_SALES.has(part) || part === 'tax'
    if (column === 'net') return OF_SALES.has(part)
    if (column === 'cost') return margins && (OF_SALES.has(part) || OF_STOCK.has(part))
    return margins && OF_SALES.has(part)
  })
}

/** A table that is there already, its head first. */
export type MakeCells = (say: Say, format: Format) => CsvCell[][]

/** All rows of a part, also those that the dashboard does not tell one by one. */
export function partFile(dashboard: Dashboard, part: FigurePart, source: RowSource): MakeFile {
  return (say, format) => {
    const columns = columnsOf(part, dashboard.margins)
    return {
      head: [say('reports.column.name'), ...columns.map((each) => say(`reports.column.${each}`))],
      pages: asRows(rowsOf(dashboard, part, source), (rows) =>
        rows.map((row) => [
          rowName(say, format, part, row),
          ...columns.map((column) => cellOf(column, row, formatFor(format, part, row))),
        ]),
      ),
    }
  }
}

/** Every part below the other, in one table that a spreadsheet can filter. */
export function dashboardFile(dashboard: Dashboard, source: RowSource): MakeFile {
  return (say, format) => {
    const { margins } = dashboard
    const columns = COLUMNS.filter((column) => columnsOf('product', margins).includes(column))
    const head = columns.map((column) => say(`reports.column.${column}`))
    const cells = (part: FigurePart, rows: readonly ReportRow[]): CsvCell[][] => {
      const told = columnsOf(part, margins)
      return rows.map((row) => [
        say(`reports.part.${part}`),
        rowName(say, format, part, row),
        ...columns.map((column) =>
          told.includes(column) ? cellOf(column, row, formatFor(format, part, row)) : null,
        ),
      ])
    }
    return {
      head: [say('reports.column.part'), say('reports.column.name'), ...head],
      pages: inTurn(
        figurePartSchema.options.map((part) =>
          asRows(rowsOf(dashboard, part, source), (rows) => cells(part, rows)),
        ),
      ),
    }
  }
}

type RowSource = Pick<ReportSource, 'rows'>

/** What the dashboard tells where that is all; otherwise each page as it is asked for. */
async function* rowsOf(
  { parts, period: { from, to } }: Dashboard,
  part: FigurePart,
  source: RowSource,
): AsyncGenerator<Answer<readonly ReportRow[]>> {
  if (restOf(parts[part]) === undefined) {
    yield { ok: true, value: parts[part] }
    return
  }
  const asked = askPages(
    0,
    (skip) => source.rows({ from, to, part }, skip, ROWS_AT_ONCE),
    ({ rows }, skip) => (restOf(rows) ? skip + ROWS_AT_ONCE : null),
  )
  for await (const page of asked) {
    yield page.ok ? { ok: true, value: page.value.rows.filter(({ key }) => key !== null) } : page
  }
}

/** What stands behind the rows that are told one by one. */
export function restOf(rows: readonly ReportRow[]): ReportRow | undefined {
  return rows.find(({ key }) => key === null)
}

/** Of the currency that a row's money is in. */
export function formatFor(format: Format, part: FigurePart, { key }: ReportRow): Format {
  const currency = currencyOf(part, key)
  return currency === undefined ? format : format.in(currency)
}

function cellOf(column: ReportColumn, row: ReportRow, { exponent }: Format): CsvCell {
  if (column === 'count') return { value: row.count, decimals: 0 }
  if (column === 'quantity') return { value: row.quantity, decimals: 3 }
  const money = (value: number): CsvCell => ({ value, decimals: exponent })
  if (column === 'net') return money(row.amount - row.tax)
  if (column === 'amount' || column === 'tax') return money(row[column])
  const margin = marginOf(row)
  if (margin === undefined) return null
  return money(column === 'margin' ? margin : row[column])
}

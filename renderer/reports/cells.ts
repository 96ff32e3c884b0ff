/** The figures of a dashboard as the cells of a file for spreadsheets. */
import { figurePartSchema, marginOf } from '../../src/domain/reports/figure.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import type { Dashboard, ReportRow } from '../../src/domain/reports/dashboard.ts'
import type { Format } from '../format/format.ts'
import type { Say } from '../language/language.tsx'
import { rowName } from './words.ts'

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
    if (column === 'amount') return part !== 'approval'
    if (column === 'quantity') return OF_GOODS.has(part)
    if (column === 'tax') return OF_SALES.has(part) || part === 'tax'
    if (column === 'net') return OF_SALES.has(part)
    if (column === 'cost') return margins && (OF_SALES.has(part) || OF_STOCK.has(part))
    return margins && OF_SALES.has(part)
  })
}

/** Made when it is saved: words and figures are then those of the screen. */
export type MakeCells = (say: Say, format: Format) => CsvCell[][]

export function partCells(dashboard: Dashboard, part: FigurePart): MakeCells {
  return (say, format) => {
    const columns = columnsOf(part, dashboard.margins)
    const head = columns.map((column) => say(`reports.column.${column}`))
    return [
      [say('reports.column.name'), ...head],
      ...dashboard.parts[part].map((row) => [
        rowName(say, format, part, row),
        ...columns.map((column) => cellOf(column, row, format)),
      ]),
    ]
  }
}

/** Every part below the other, in one table that a spreadsheet can filter. */
export function dashboardCells({ parts, margins }: Dashboard): MakeCells {
  return (say, format) => {
    const columns = COLUMNS.filter((column) => columnsOf('product', margins).includes(column))
    const head = columns.map((column) => say(`reports.column.${column}`))
    const rows = figurePartSchema.options.flatMap((part) => {
      const told = columnsOf(part, margins)
      return parts[part].map((row) => [
        say(`reports.part.${part}`),
        rowName(say, format, part, row),
        ...columns.map((column) => (told.includes(column) ? cellOf(column, row, format) : null)),
      ])
    })
    return [[say('reports.column.part'), say('reports.column.name'), ...head], ...rows]
  }
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

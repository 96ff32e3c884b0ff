/** What lies on the shelf: its worth, how it sells, what to order, and what nobody buys. */
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import type { StockReport, StockRow } from '../../src/domain/reports/stock.ts'
import type { Answer } from '../connection/trouble.ts'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import type { MakeCells } from './cells.ts'
import { inOnePage } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import { OrderProposed } from './OrderProposed.tsx'
import { SaveButton } from './SaveButton.tsx'

type Kind = 'low' | 'dead'

export function Stock({ ask }: { readonly ask: () => Promise<Answer<StockReport>> }) {
  const say = useSay()
  const { source } = useGround()
  const asked = useAsked(ask, source.name)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const report = asked.value
  return (
    <section className="reports-body" aria-label={say('stock.title')}>
      <Worth report={report} />
      <Rows report={report} kind="low" />
      <OrderProposed rows={report.low.rows} />
      <Rows report={report} kind="dead" />
      <SaveButton name="stock" file={inOnePage(stockCells(report))} />
    </section>
  )
}

function Worth({ report }: { readonly report: StockReport }) {
  const say = useSay()
  const { format } = useGround()
  const { value, withoutCost, sellThrough, asked, low, dead } = report
  const figures = [
    {
      name: say('stock.value'),
      figure: format.money(value),
      beside: say('stock.without-cost', { count: withoutCost }),
    },
    {
      name: say('stock.sell-through'),
      figure: sellThrough === null ? '–' : format.wholeRate(sellThrough),
      beside: say('stock.days', { count: asked.days }),
    },
    { name: say('stock.low'), figure: format.count(low.count), beside: '' },
    { name: say('stock.dead'), figure: format.count(dead.count), beside: '' },
  ]
  return (
    <dl className="reports-headline">
      {figures.map(({ name, figure, beside }) => (
        <div key={name} className="reports-stat">
          <dt>{name}</dt>
          <dd className="reports-value">
            <bdi>{figure}</bdi>
          </dd>
          <dd className="reports-beside">{beside}</dd>
        </div>
      ))}
    </dl>
  )
}

const COLUMNS = ['onHand', 'sold', 'sellThrough', 'value', 'coming', 'proposed'] as const
type Column = (typeof COLUMNS)[number]

/** Nothing is ordered of what nobody buys. */
const columnsOf = (kind: Kind): readonly Column[] =>
  kind === 'low' ? COLUMNS : COLUMNS.filter((each) => each !== 'coming' && each !== 'proposed')

function Rows({ report, kind }: { readonly report: StockReport; readonly kind: Kind }) {
  const say = useSay()
  const { format } = useGround()
  const { rows } = report[kind]
  const written = (row: StockRow, column: Column): string => {
    const value = row[column]
    if (value === null) return '–'
    if (column === 'value') return format.money(value)
    return column === 'sellThrough' ? format.wholeRate(value) : format.quantity(value, 'piece')
  }
  return (
    <div className="reports-scroll">
      <table className="reports-table">
        <caption>{say(`stock.${kind}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{say('reports.column.name')}</th>
            {columnsOf(kind).map((column) => (
              <th key={column} scope="col">
                {say(`stock.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <th scope="row">
                <bdi>{row.name}</bdi>
              </th>
              {columnsOf(kind).map((column) => (
                <td key={column}>
                  <bdi>{written(row, column)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <Empty title={say('stock.none')} />}
    </div>
  )
}

function stockCells({ low, dead }: StockReport): MakeCells {
  return (say, { exponent }) => {
    const cell = (row: StockRow, column: Column): CsvCell => {
      const value = row[column]
      if (value === null) return null
      if (column === 'value') return { value, decimals: exponent }
      return { value, decimals: column === 'sellThrough' ? 6 : 3 }
    }
    const rows = (kind: Kind, of: readonly StockRow[]): CsvCell[][] =>
      of.map((row) => [
        ...[say(`stock.${kind}`), row.sku, row.name],
        ...COLUMNS.map((column) => cell(row, column)),
      ])
    const head = [say('reports.column.part'), 'SKU', say('reports.column.name')]
    const columns = COLUMNS.map((column) => say(`stock.column.${column}`))
    return [[...head, ...columns], ...rows('low', low.rows), ...rows('dead', dead.rows)]
  }
}

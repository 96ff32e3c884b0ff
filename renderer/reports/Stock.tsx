/** What lies on the shelf: its worth, how it sells, what to order, and what nobody buys. */
import { useState, type CSSProperties } from 'react'
import { Group } from 'react-aria-components/Group'
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import type { StockReport, StockRow } from '../../src/domain/reports/stock.ts'
import { Button } from '../design/Button.tsx'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import type { MakeCells } from './cells.ts'
import { inOnePage } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import { OrderProposed } from './OrderProposed.tsx'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import type { StockSource } from './source.ts'

type Kind = 'low' | 'dead'

/** A week, four weeks, a quarter, a year: whole weeks, so that they have as many Saturdays. */
const LENGTHS = [7, 28, 91, 364] as const
const USUAL = 28

interface StockProps {
  readonly stock: StockSource
  readonly onView: (view: View) => void
}

export function Stock({ stock, onView }: StockProps) {
  const say = useSay()
  const { source } = useGround()
  const [days, setDays] = useState<number>(USUAL)
  const asked = useAsked(() => stock.report(days), `${source.name} ${String(days)}`)
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const report = asked.state === 'ready' ? asked.value : asked.before
  if (!report) return <p role="status">{say('reports.loading')}</p>
  return (
    <section className="reports-body" aria-label={say('stock.title')}>
      <Group className="reports-options" aria-label={say('stock.sold-in')}>
        <span aria-hidden="true">{say('stock.sold-in')}</span>
        {LENGTHS.map((count) => (
          <Button key={count} isOn={days === count} onPress={() => setDays(count)}>
            {say('reports.last-days', { count })}
          </Button>
        ))}
      </Group>
      <Worth report={report} />
      <Departments report={report} onAll={() => onView({ kind: 'stock-items', days })} />
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

interface DepartmentsProps {
  readonly report: StockReport
  readonly onAll: () => void
}

/** What each is worth, as bars to be compared; and how it sells beside. */
function Departments({ report, onAll }: DepartmentsProps) {
  const say = useSay()
  const { format } = useGround()
  const { departments, items } = report
  const most = Math.max(1, ...departments.map(({ value }) => value))
  return (
    <section className="reports-card" aria-label={say('stock.by-department')}>
      <h2>{say('stock.by-department')}</h2>
      <ul className="reports-departments">
        {departments.map(({ id, name, value, sellThrough }) => (
          <li
            key={id}
            className="reports-row"
            style={{ '--size': `${String((value / most) * 100)}%` } as CSSProperties}
          >
            <bdi className="reports-name">{name ?? say('reports.no-department')}</bdi>
            <span className="reports-amount">
              <bdi>{format.money(value)}</bdi>
              <small className="reports-beside">
                {say('stock.sells', {
                  rate: sellThrough === null ? '–' : format.wholeRate(sellThrough),
                })}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <Button onPress={onAll}>{say('stock.all-items', { count: items })}</Button>
    </section>
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

/** Every item of a store: what is there, what it is worth, how it sells; in any order. */
import { useState } from 'react'
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import { unitPrice } from '../../src/domain/money.ts'
import {
  ITEMS_AT_ONCE,
  ITEMS_SHOWN,
  type ItemOrder,
  type StockItemRow,
  type StockItems as Page,
  type StockItemsAsked,
} from '../../src/domain/reports/stock-items.ts'
import { Button } from '../design/Button.tsx'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import type { Format } from '../format/format.ts'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import { SaveButton } from './SaveButton.tsx'
import type { StockSource } from './source.ts'
import { WholeTable } from './WholeTable.tsx'

const COLUMNS = ['onHand', 'cost', 'value', 'sold', 'sellThrough'] as const
/** Beside the name: what is in no department says so by a dash. */
const WIDTH = COLUMNS.length + 2

/** Further ones of a cost, beside those of money. */
const COST_DECIMALS = 4

type Sorted = Pick<StockItemsAsked, 'order' | 'way'>

interface StockItemsProps {
  readonly stock: StockSource
  readonly days: number
}

export function StockItems({ stock, days }: StockItemsProps) {
  const say = useSay()
  const [sorted, setSorted] = useState<Sorted>({ order: 'value', way: 'down' })
  const { order, way } = sorted
  return (
    <section className="reports-body" aria-label={say('stock.items')}>
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>
            {say('stock.items')} · {say('stock.days', { count: days })}
          </caption>
          <thead>
            <tr>
              <Heading column="name" {...{ sorted }} onSorted={setSorted} />
              <th scope="col" className="reports-text">
                {say('stock.column.department')}
              </th>
              {COLUMNS.map((column) => (
                <Heading key={column} {...{ column, sorted }} onSorted={setSorted} />
              ))}
            </tr>
          </thead>
          <Pages key={`${order} ${way}`} {...{ stock, days, sorted }} />
        </table>
      </div>
      <SaveButton name="stock-items" file={itemsFile(stock, { days, order, way })} />
    </section>
  )
}

interface HeadingProps {
  readonly column: ItemOrder
  readonly sorted: Sorted
  readonly onSorted: (sorted: Sorted) => void
}

/** Pressed it sorts; pressed again it turns the order. Names begin with the first, figures last. */
function Heading({ column, sorted, onSorted }: HeadingProps) {
  const say = useSay()
  const isSorted = sorted.order === column
  const first = column === 'name' ? 'up' : 'down'
  const turned = sorted.way === 'up' ? 'down' : 'up'
  const label = column === 'name' ? say('reports.column.name') : say(`stock.column.${column}`)
  return (
    <th
      scope="col"
      aria-sort={isSorted ? (sorted.way === 'up' ? 'ascending' : 'descending') : 'none'}
    >
      <button
        className="reports-sort"
        type="button"
        onClick={() => onSorted({ order: column, way: isSorted ? turned : first })}
      >
        {label}
        <span aria-hidden="true">{isSorted && (sorted.way === 'up' ? '▲' : '▼')}</span>
      </button>
    </th>
  )
}

interface PagesProps extends StockItemsProps {
  readonly sorted: Sorted
}

function Pages({ stock, days, sorted }: PagesProps) {
  const [pages, setPages] = useState(1)
  return Array.from({ length: pages }, (_, page) => (
    <OnePage
      key={page}
      {...{ stock, days, sorted, page }}
      onMore={page === pages - 1 ? () => setPages(pages + 1) : null}
    />
  ))
}

interface OnePageProps extends PagesProps {
  readonly page: number
  /** Null where the next one is asked for already. */
  readonly onMore: (() => void) | null
}

function OnePage({ stock, days, sorted, page, onMore }: OnePageProps) {
  const say = useSay()
  const { source } = useGround()
  const wanted = { ...sorted, days, skip: page * ITEMS_SHOWN, most: ITEMS_SHOWN }
  const asked = useAsked(() => stock.items(wanted), JSON.stringify([source.name, wanted]))
  if (asked.state === 'loading')
    return <WholeTable columns={WIDTH}>{say('reports.loading')}</WholeTable>
  if (asked.state === 'failed') {
    return (
      <WholeTable columns={WIDTH}>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </WholeTable>
    )
  }
  const { rows, hasMore, total } = asked.value
  if (rows.length === 0 && page === 0) {
    return (
      <WholeTable columns={WIDTH}>
        <Empty title={say('stock.none')} />
      </WholeTable>
    )
  }
  return (
    <>
      <tbody>
        {rows.map((row) => (
          <Row key={row.item} row={row} />
        ))}
        {hasMore && onMore && (
          <tr>
            <th colSpan={WIDTH}>
              <Button onPress={onMore}>{say('reports.more-rows')}</Button>
            </th>
          </tr>
        )}
      </tbody>
      {onMore && <Total total={total} />}
    </>
  )
}

/** Of all items, whether or not they are shown: the figures of the stock report. */
function Total({ total }: Pick<Page, 'total'>) {
  const say = useSay()
  const { format } = useGround()
  const { items, value, sellThrough } = total
  const cells: Partial<Record<(typeof COLUMNS)[number], string>> = {
    value: format.money(value),
    sellThrough: sellThrough === null ? '–' : format.wholeRate(sellThrough),
  }
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={2}>
          {say('stock.all-items', { count: items })}
        </th>
        {COLUMNS.map((column) => (
          <td key={column}>
            <bdi>{cells[column]}</bdi>
          </td>
        ))}
      </tr>
    </tfoot>
  )
}

function Row({ row }: { readonly row: StockItemRow }) {
  const { format } = useGround()
  return (
    <tr>
      <th scope="row">
        <bdi>{row.name}</bdi>
      </th>
      <td className="reports-text">
        <bdi>{row.department ?? '–'}</bdi>
      </td>
      {COLUMNS.map((column) => (
        <td key={column}>
          <bdi>{written(row, column, format)}</bdi>
        </td>
      ))}
    </tr>
  )
}

function written(row: StockItemRow, column: (typeof COLUMNS)[number], format: Format): string {
  const value = row[column]
  if (value === null) return '–'
  if (column === 'cost') return format.unitPrice(unitPrice(value))
  if (column === 'value') return format.money(value)
  if (column === 'sellThrough') return format.wholeRate(value)
  return format.quantity(value, row.unit)
}

function itemsFile(stock: StockSource, sorted: Sorted & { readonly days: number }): MakeFile {
  return (say, { exponent }) => {
    const decimals = { onHand: 3, sold: 3, value: exponent, sellThrough: 6 }
    const places = { ...decimals, cost: exponent + COST_DECIMALS }
    const cell = (row: StockItemRow, column: (typeof COLUMNS)[number]): CsvCell => {
      const value = row[column]
      return value === null ? null : { value, decimals: places[column] }
    }
    const pages = askPages(
      0,
      (skip) => stock.items({ ...sorted, skip, most: ITEMS_AT_ONCE }),
      ({ rows, hasMore }, skip) => (hasMore ? skip + rows.length : null),
    )
    return {
      head: [
        ...['SKU', say('reports.column.name'), say('stock.column.department')],
        ...COLUMNS.map((column) => say(`stock.column.${column}`)),
      ],
      pages: asRows(pages, ({ rows }) =>
        rows.map((row) => [
          ...[row.sku, row.name, row.department],
          ...COLUMNS.map((column) => cell(row, column)),
        ]),
      ),
    }
  }
}

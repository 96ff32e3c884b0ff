/** The rows of a part with all their figures, page by page: compared, drilled into and saved. */
import { useState } from 'react'
import { ROWS_SHOWN, type Dashboard, type ReportRow } from '../../src/domain/reports/dashboard.ts'
import { marginOf, type FigurePart } from '../../src/domain/reports/figure.ts'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useAsked, useGround } from './ground.ts'
import { columnsOf, partFile, restOf, type ReportColumn } from './cells.ts'
import { behind, moneyIn } from './PartCard.tsx'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import { WholeTable } from './WholeTable.tsx'
import { rowName } from './words.ts'

interface PartTableProps {
  readonly dashboard: Dashboard
  readonly part: FigurePart
  readonly onView: (view: View) => void
}

export function PartTable({ dashboard, part, onView }: PartTableProps) {
  const say = useSay()
  const { source } = useGround()
  const columns = columnsOf(part, dashboard.margins)
  const { from, to } = dashboard.period
  /** Further pages that were asked for. */
  const [more, setMore] = useState(0)
  const shown = { part, columns, onView }
  return (
    <section className="reports-body" aria-label={say(`reports.part.${part}`)}>
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>{say(`reports.part.${part}`)}</caption>
          <thead>
            <tr>
              <th scope="col">{say('reports.column.name')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {say(`reports.column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <Rows
            {...shown}
            rows={dashboard.parts[part]}
            onMore={more === 0 ? () => setMore(1) : null}
          />
          {Array.from({ length: more }, (_, index) => index + 1).map((page) => (
            <Page
              key={page}
              {...{ ...shown, dashboard, page }}
              onMore={page === more ? () => setMore(more + 1) : null}
            />
          ))}
        </table>
      </div>
      <SaveButton name={`${part}_${from}_${to}`} file={partFile(dashboard, part, source)} />
    </section>
  )
}

interface ShownProps extends Pick<PartTableProps, 'part' | 'onView'> {
  readonly columns: readonly ReportColumn[]
}

interface RowsProps extends ShownProps {
  readonly rows: readonly ReportRow[]
  /** Null where the next page is asked for already. */
  readonly onMore: (() => void) | null
}

/** A page of rows; what stands behind the last one, and a way to it. */
function Rows({ rows, onMore, ...shown }: RowsProps) {
  const say = useSay()
  const rest = restOf(rows)
  return (
    <tbody>
      {rows
        .filter((row) => row !== rest)
        .map((row) => (
          <Row key={row.key} {...{ ...shown, row }} />
        ))}
      {rest && onMore && (
        <>
          <Row {...shown} row={rest} />
          <tr>
            <th colSpan={shown.columns.length + 1}>
              <Button onPress={onMore}>{say('reports.more-rows')}</Button>
            </th>
          </tr>
        </>
      )}
    </tbody>
  )
}

interface PageProps extends PartTableProps, Omit<RowsProps, 'rows'> {
  /** From 1: the rows of the dashboard are the one before. */
  readonly page: number
}

function Page({ dashboard, page, ...shown }: PageProps) {
  const say = useSay()
  const { source } = useGround()
  const { part, columns } = shown
  const { from, to } = dashboard.period
  const name = JSON.stringify([source.name, from, to, part, page])
  const asked = useAsked(() => source.rows({ from, to, part }, page * ROWS_SHOWN, ROWS_SHOWN), name)
  if (asked.state === 'ready') return <Rows {...shown} rows={asked.value.rows} />
  return (
    <WholeTable columns={columns.length + 1}>
      {asked.state === 'loading' ? (
        say('reports.loading')
      ) : (
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      )}
    </WholeTable>
  )
}

interface RowProps extends ShownProps {
  readonly row: ReportRow
}

function Row({ part, row, columns, onView }: RowProps) {
  const say = useSay()
  const { format } = useGround()
  const name = rowName(say, format, part, row)
  const view = behind(part, row, name)
  const written = (column: ReportColumn): string => {
    if (column === 'count') return format.count(row.count)
    if (column === 'quantity') return format.quantity(row.quantity, 'piece')
    if (column === 'amount') return moneyIn(format, part, row)
    if (column === 'net') return format.money(row.amount - row.tax)
    if (column === 'margin' || column === 'cost' || column === 'costed') {
      const margin = marginOf(row)
      if (margin === undefined) return '–'
      return format.money(column === 'margin' ? margin : row[column])
    }
    return format.money(row[column])
  }
  return (
    <tr>
      <th scope="row">
        {view ? (
          <button className="reports-door" type="button" onClick={() => onView(view)}>
            <bdi>{name}</bdi>
          </button>
        ) : (
          <bdi>{name}</bdi>
        )}
      </th>
      {columns.map((column) => (
        <td key={column}>
          <bdi>{written(column)}</bdi>
        </td>
      ))}
    </tr>
  )
}

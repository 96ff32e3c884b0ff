/** All rows of a part with all their figures, to be compared, drilled into and saved. */
import type { Dashboard, ReportRow } from '../../src/domain/reports/dashboard.ts'
import { marginOf, type FigurePart } from '../../src/domain/reports/figure.ts'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'
import { columnsOf, partCells, type ReportColumn } from './cells.ts'
import { behind } from './PartCard.tsx'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import { rowName } from './words.ts'

interface PartTableProps {
  readonly dashboard: Dashboard
  readonly part: FigurePart
  readonly onView: (view: View) => void
}

export function PartTable({ dashboard, part, onView }: PartTableProps) {
  const say = useSay()
  const columns = columnsOf(part, dashboard.margins)
  const { from, to } = dashboard.period
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
          <tbody>
            {dashboard.parts[part].map((row) => (
              <Row key={row.key ?? ''} {...{ part, row, columns, onView }} />
            ))}
          </tbody>
        </table>
      </div>
      <SaveButton name={`${part}_${from}_${to}`} cells={partCells(dashboard, part)} />
    </section>
  )
}

interface RowProps extends Pick<PartTableProps, 'part' | 'onView'> {
  readonly row: ReportRow
  readonly columns: readonly ReportColumn[]
}

function Row({ part, row, columns, onView }: RowProps) {
  const say = useSay()
  const { format, source } = useGround()
  const name = rowName(say, format, part, row)
  const view = behind(source, part, row, name)
  const written = (column: ReportColumn): string => {
    if (column === 'count') return format.count(row.count)
    if (column === 'quantity') return format.quantity(row.quantity, 'piece')
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

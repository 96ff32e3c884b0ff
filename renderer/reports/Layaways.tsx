/** What is laid away: for whom, since when, what was paid and what is owed; the overdue first. */
import { owedOf, type LayawayRow, type LayawaysReport } from '../../src/domain/reports/layaways.ts'
import type { Answer } from '../connection/trouble.ts'
import { Empty } from '../design/Empty.tsx'
import { Notice } from '../design/Notice.tsx'
import { useSay } from '../language/language.tsx'
import { troubleText } from '../language/trouble-text.ts'
import type { MakeCells } from './cells.ts'
import { inOnePage } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import { SaveButton } from './SaveButton.tsx'

export function Layaways({ ask }: { readonly ask: () => Promise<Answer<LayawaysReport>> }) {
  const say = useSay()
  const { source } = useGround()
  const asked = useAsked(ask, source.name)
  if (asked.state === 'loading') return <p role="status">{say('reports.loading')}</p>
  if (asked.state === 'failed') {
    return <Notice tone="danger" title={troubleText(say, asked.trouble)} />
  }
  const report = asked.value
  return (
    <section className="reports-body" aria-label={say('layaways.title')}>
      {!report.isWhole && <Notice tone="plain" title={say('layaways.not-whole')} />}
      <Sums report={report} />
      <Rows rows={report.rows} />
      <SaveButton name="layaways" file={inOnePage(layawayCells(report))} />
    </section>
  )
}

function Sums({ report }: { readonly report: LayawaysReport }) {
  const say = useSay()
  const { format } = useGround()
  const { waiting, overdue, unpaid, total, paid, owed } = report
  const figures = [
    {
      name: say('layaways.title'),
      figure: format.count(waiting),
      beside: say('layaways.overdue-count', { count: overdue }),
    },
    { name: say('layaways.column.total'), figure: format.money(total), beside: '' },
    {
      name: say('layaways.column.paid'),
      figure: format.money(paid),
      beside: say('layaways.unpaid-count', { count: unpaid }),
    },
    { name: say('layaways.column.owed'), figure: format.money(owed), beside: '' },
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

const COLUMNS = ['customer', 'state', 'layaway', 'until', 'total', 'paid', 'owed', 'at'] as const
const TEXTS: ReadonlySet<string> = new Set(['state', 'layaway', 'until'])

const classOf = (column = '') => (TEXTS.has(column) ? 'tills-text' : '')

function Rows({ rows }: Pick<LayawaysReport, 'rows'>) {
  const say = useSay()
  const { format } = useGround()
  if (rows.length === 0) return <Empty title={say('layaways.none')} />
  return (
    <div className="reports-scroll">
      <table className="reports-table" aria-label={say('layaways.title')}>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={classOf(column)}>
                {say(`layaways.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.park}>
              <th scope="row">
                <bdi>{row.customer ?? '–'}</bdi>
              </th>
              {[
                say(`layaways.state.${stateOf(row)}`),
                row.layaway ?? '–',
                row.until === null ? '–' : format.day(row.until),
                ...[row.total, row.paid, owedOf(row)].map((amount) => format.money(amount)),
                format.moment(row.at),
              ].map((text, place) => (
                <td key={COLUMNS[place + 1]} className={classOf(COLUMNS[place + 1])}>
                  <bdi>{text}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Goods that wait with nothing paid are told apart, unless they are overdue as well. */
function stateOf({ state, paid }: LayawayRow): LayawayRow['state'] | 'unpaid' {
  return state === 'waiting' && paid <= 0 ? 'unpaid' : state
}

function layawayCells({ rows }: LayawaysReport): MakeCells {
  return (say, { exponent, moment }) => [
    COLUMNS.map((column) => say(`layaways.column.${column}`)),
    ...rows.map((row) => [
      ...[row.customer, say(`layaways.state.${stateOf(row)}`), row.layaway, row.until],
      ...[row.total, row.paid, owedOf(row)].map((value) => ({ value, decimals: exponent })),
      moment(row.at),
    ]),
  ]
}

/** What stands behind a figure that is not of sales: sessions, approvals, refusals. */
import { useState } from 'react'
import {
  LINES_AT_ONCE,
  LINES_SHOWN,
  type FigureEntries as Page,
  type FigureEntryView,
  type LinePlace,
} from '../../src/contract/figure-entries.ts'
import type { CsvCell } from '../../src/domain/reports/csv.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import { Empty } from '../design/Empty.tsx'
import { useSay } from '../language/language.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import type { AskEntries } from './source.ts'
import { TablePage } from './TablePage.tsx'
import { actText, entryMoney, extentText, reasonText } from './words.ts'

/** Of the dashboard: which row, and how the screen calls it. */
export interface EntriesRow {
  readonly part: FigurePart
  readonly key: string
  readonly title: string
}

/** What there is to tell of a part. */
const TEXTS = ['when', 'terminal', 'person', 'approver', 'act', 'reason'] as const
type Column = (typeof TEXTS)[number] | 'difference'

function columnsOf(part: FigurePart): readonly Column[] {
  if (part === 'approval') return ['when', 'terminal', 'person', 'approver', 'act']
  if (part === 'refusal') return TEXTS
  return ['when', 'terminal', 'person', 'reason', 'difference']
}

interface FigureEntriesProps {
  readonly ask: AskEntries
  readonly period: Period
  readonly row: EntriesRow
  readonly onView: (view: View) => void
}

/** A page for each place that was gone on from. */
export function FigureEntries({ ask, period, row, onView }: FigureEntriesProps) {
  const say = useSay()
  const [places, setPlaces] = useState<readonly (LinePlace | null)[]>([null])
  const { from, to } = period
  const part = say(`reports.part.${row.part}`)
  const columns = columnsOf(row.part)
  return (
    <section className="reports-body" aria-label={part}>
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>
            <bdi>{row.title}</bdi> · {part}
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" className={isText(column) ? 'tills-text' : ''}>
                  {say(`reports.entry.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {places.map((place, index) => (
            <Lines
              key={index}
              {...{ ask, period, row, place, columns, onView }}
              onMore={index === places.length - 1 ? (next) => setPlaces([...places, next]) : null}
            />
          ))}
        </table>
      </div>
      <SaveButton
        name={`${row.part}_entries_${from}_${to}`}
        file={entriesFile(ask, { from, to, part: row.part, key: row.key })}
      />
    </section>
  )
}

function isText(column: Column): boolean {
  return column !== 'difference'
}

interface LinesProps extends FigureEntriesProps {
  readonly columns: readonly Column[]
  readonly place: LinePlace | null
  readonly onMore: ((next: LinePlace) => void) | null
}

function Lines({ ask, period, row, place, columns, onMore, onView }: LinesProps) {
  const say = useSay()
  const { source } = useGround()
  const of = { from: period.from, to: period.to, part: row.part, key: row.key }
  const name = JSON.stringify([source.name, of, place])
  const asked = useAsked(() => ask(of, place, LINES_SHOWN), name)
  return (
    <TablePage
      asked={asked}
      columns={columns.length}
      isEmpty={({ lines, next }) => lines.length === 0 && place === null && next === null}
      empty={<Empty title={say('stock.none')} />}
      rows={({ lines }) =>
        lines.map((line) => (
          <Line key={`${line.entry} ${String(line.line)}`} {...{ line, columns, onView }} />
        ))
      }
      more={({ next }) => next && onMore && (() => onMore(next))}
    />
  )
}

interface LineProps extends Pick<LinesProps, 'columns' | 'onView'> {
  readonly line: FigureEntryView
}

function Line({ line, columns, onView }: LineProps) {
  const written = useWritten()
  const [first = 'when', ...others] = columns
  const title = ['when', 'person', 'difference'] as const
  const view = useDoor(line, title.map((column) => written(line, column)).join(' · '))
  return (
    <tr>
      <th scope="row">
        {view ? (
          <button className="reports-door" type="button" onClick={() => onView(view)}>
            <bdi>{written(line, first)}</bdi>
          </button>
        ) : (
          <bdi>{written(line, first)}</bdi>
        )}
      </th>
      {others.map((column) => (
        <td key={column} className={isText(column) ? 'tills-text' : ''}>
          <bdi>{written(line, column)}</bdi>
        </td>
      ))}
    </tr>
  )
}

/** A session goes down to all of it, anything else to its entry, where that can be looked at. */
function useDoor({ session, own }: FigureEntryView, title: string): View | null {
  const { source } = useGround()
  if (session !== null && source.session) return { kind: 'session', session, title }
  return own && source.entry ? { kind: 'entry', place: own } : null
}

function useWritten(): (line: FigureEntryView, column: Column) => string {
  const say = useSay()
  const { format } = useGround()
  return (line, column) => {
    switch (column) {
      case 'when': {
        const when = format.moment(line.at)
        return line.z === null ? when : `${when} · ${say('report.z', { number: line.z })}`
      }
      case 'person':
        return line.person ?? say('reports.nobody')
      case 'act':
        return [actText(say, line), extentText(format, line)].filter(Boolean).join(' · ')
      case 'reason':
        return reasonText(say, line) ?? '–'
      case 'difference':
        return entryMoney(format, line) ?? '–'
      default:
        return line[column] ?? '–'
    }
  }
}

function entriesFile(ask: AskEntries, of: Parameters<AskEntries>[0]): MakeFile {
  return (say, format) => {
    const pages = askPages<Page, LinePlace | null>(
      null,
      (before) => ask(of, before, LINES_AT_ONCE),
      ({ next }) => next,
    )
    const difference = (line: FigureEntryView): CsvCell => {
      if (line.difference === null) return null
      const { exponent } = line.currency === null ? format : format.in(line.currency)
      return { value: line.difference, decimals: exponent }
    }
    return {
      head: [
        say('reports.date'),
        ...TEXTS.map((column) => say(`reports.entry.${column}`)),
        ...[say('reports.entry.extent'), say('report.z.number')],
        ...[say('move.currency'), say('reports.entry.difference')],
      ],
      pages: asRows(pages, ({ lines }) =>
        lines.map((line) => [
          ...[line.date, format.moment(line.at), line.terminal, line.person, line.approver],
          ...[actText(say, line), reasonText(say, line), extentText(format, line)],
          line.z === null ? null : { value: line.z, decimals: 0 },
          ...[line.currency, difference(line)],
        ]),
      ),
    }
  }
}

/** What was lost or found of the stock for one reason, line by line, newest first. */
import { useState, type ReactNode } from 'react'
import type {
  StockDifferenceLine,
  StockDifferences,
} from '../../src/contract/backend/stock-differences.ts'
import { LINES_AT_ONCE, LINES_SHOWN, type LinePlace } from '../../src/contract/figure-entries.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useSay } from '../language/language.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import { SaveButton } from './SaveButton.tsx'
import type { DifferencesOf, ReportSource } from './source.ts'

/** Of the dashboard: the reason, and how the screen calls it. */
export interface DifferenceRow extends Pick<DifferencesOf, 'part' | 'key'> {
  readonly title: string
}

const TEXTS = ['when', 'store', 'terminal', 'person', 'product'] as const
const FIGURES = ['quantity', 'worth', 'cost'] as const

interface DifferencesProps {
  readonly period: Period
  readonly row: DifferenceRow
  readonly onView: (view: View) => void
}

/** A page for each place that was gone on from. */
export function Differences({ period, row, onView }: DifferencesProps) {
  const say = useSay()
  const { source } = useGround()
  const [places, setPlaces] = useState<readonly (LinePlace | null)[]>([null])
  const { from, to } = period
  const part = say(`reports.part.${row.part}`)
  return (
    <section className="reports-body" aria-label={part}>
      <div className="reports-scroll">
        <table className="reports-table">
          <caption>
            <bdi>{row.title}</bdi> · {part}
          </caption>
          <thead>
            <tr>
              {TEXTS.map((column) => (
                <th key={column} className="reports-text" scope="col">
                  {say(`reports.difference.${column}`)}
                </th>
              ))}
              {FIGURES.map((column) => (
                <th key={column} scope="col">
                  {say(`reports.difference.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          {places.map((place, index) => (
            <Lines
              key={index}
              {...{ period, row, place, onView }}
              onMore={index === places.length - 1 ? (next) => setPlaces([...places, next]) : null}
            />
          ))}
        </table>
      </div>
      <SaveButton
        name={`${row.part}_${row.key}_${from}_${to}`}
        file={linesFile(source, { from, to, part: row.part, key: row.key })}
      />
    </section>
  )
}

function linesFile(source: ReportSource, of: DifferencesOf): MakeFile {
  return (say, format) => {
    const money = (value: number | null) =>
      value === null ? null : { value, decimals: format.exponent }
    const pages = askPages<StockDifferences, LinePlace | null>(
      null,
      (before) => source.differences(of, before, LINES_AT_ONCE),
      ({ next }) => next,
    )
    const columns = [...TEXTS, ...FIGURES].map((each) => say(`reports.difference.${each}`))
    return {
      head: [say('reports.date'), ...columns, say('reports.difference.note')],
      pages: asRows(pages, ({ lines }) =>
        lines.map(({ date, at, store, terminal, person, name, quantity, worth, cost, note }) => [
          ...[date, format.moment(at), store, terminal, person, name],
          ...[{ value: quantity, decimals: 3 }, money(worth), money(cost), note],
        ]),
      ),
    }
  }
}

interface LinesProps extends DifferencesProps {
  readonly place: LinePlace | null
  readonly onMore: ((next: LinePlace) => void) | null
}

function Lines({ period, row, place, onMore, onView }: LinesProps) {
  const say = useSay()
  const { source } = useGround()
  const { part, key } = row
  const { from, to } = period
  const name = JSON.stringify([source.name, from, to, part, key, place])
  const asked = useAsked(
    () => source.differences({ from, to, part, key }, place, LINES_SHOWN),
    name,
  )
  if (asked.state === 'loading') return <Whole>{say('reports.loading')}</Whole>
  if (asked.state === 'failed') {
    return (
      <Whole>
        <Notice tone="danger" title={troubleText(say, asked.trouble)} />
      </Whole>
    )
  }
  const { lines, next } = asked.value
  return (
    <tbody>
      {lines.map((line) => (
        <Line key={`${line.entry} ${String(line.line)}`} {...{ line, onView }} />
      ))}
      {next && onMore && (
        <tr>
          <td className="reports-text" colSpan={TEXTS.length + FIGURES.length}>
            <Button onPress={() => onMore(next)}>{say('reports.more')}</Button>
          </td>
        </tr>
      )}
    </tbody>
  )
}

function Whole({ children }: { readonly children: ReactNode }) {
  return (
    <tbody>
      <tr>
        <td className="reports-text" colSpan={TEXTS.length + FIGURES.length}>
          <div role="status">{children}</div>
        </td>
      </tr>
    </tbody>
  )
}

interface LineProps extends Pick<DifferencesProps, 'onView'> {
  readonly line: StockDifferenceLine
}

function Line({ line, onView }: LineProps) {
  const say = useSay()
  const { format, source } = useGround()
  const { own, at, store, terminal, person, name, note, unit, quantity, worth, cost } = line
  const money = (value: number | null) => (value === null ? '–' : format.money(value))
  return (
    <tr>
      <th scope="row">
        {own && source.entry ? (
          <button
            className="reports-door"
            type="button"
            onClick={() => onView({ kind: 'entry', place: own })}
          >
            <bdi>{format.moment(at)}</bdi>
          </button>
        ) : (
          <bdi>{format.moment(at)}</bdi>
        )}
      </th>
      <td className="reports-text">
        <bdi>{store}</bdi>
      </td>
      <td className="reports-text">
        <bdi>{terminal}</bdi>
      </td>
      <td className="reports-text">
        <bdi>{person ?? say('reports.nobody')}</bdi>
      </td>
      <td className="reports-text">
        <bdi>{name}</bdi>
        {note !== null && (
          <small className="reports-beside">
            <bdi>{note}</bdi>
          </small>
        )}
      </td>
      <td>
        <bdi>{format.quantity(quantity, unit)}</bdi>
      </td>
      <td>
        <bdi>{money(worth)}</bdi>
      </td>
      <td>
        <bdi>{money(cost)}</bdi>
      </td>
    </tr>
  )
}

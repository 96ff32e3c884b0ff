/** What was lost or found of the stock for one reason, line by line, newest first. */
import { useState, type ReactNode } from 'react'
import {
  DIFFERENCES_AT_ONCE,
  DIFFERENCES_SHOWN,
  type DifferencePlace,
  type StockDifferenceLine,
  type StockDifferences,
} from '../../src/contract/backend/stock-differences.ts'
import type { Period } from '../../src/domain/reports/period.ts'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useSay } from '../language/language.tsx'
import { asRows, askPages, type MakeFile } from './file.ts'
import { useAsked, useGround } from './ground.ts'
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
}

/** A page for each place that was gone on from. */
export function Differences({ period, row }: DifferencesProps) {
  const say = useSay()
  const { differences } = useGround().source
  const [places, setPlaces] = useState<readonly (DifferencePlace | null)[]>([null])
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
              {...{ period, row, place }}
              onMore={index === places.length - 1 ? (next) => setPlaces([...places, next]) : null}
            />
          ))}
        </table>
      </div>
      {differences && (
        <SaveButton
          name={`${row.part}_${row.key}_${from}_${to}`}
          file={linesFile(differences, { from, to, part: row.part, key: row.key })}
        />
      )}
    </section>
  )
}

function linesFile(ask: NonNullable<ReportSource['differences']>, of: DifferencesOf): MakeFile {
  return (say, format) => {
    const money = (value: number | null) =>
      value === null ? null : { value, decimals: format.exponent }
    const pages = askPages<StockDifferences, DifferencePlace | null>(
      null,
      (before) => ask(of, before, DIFFERENCES_AT_ONCE),
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
  readonly place: DifferencePlace | null
  readonly onMore: ((next: DifferencePlace) => void) | null
}

function Lines({ period, row, place, onMore }: LinesProps) {
  const say = useSay()
  const { source } = useGround()
  const { part, key } = row
  const { from, to } = period
  const name = JSON.stringify([source.name, from, to, part, key, place])
  const asked = useAsked(async () => {
    if (!source.differences) throw new Error('nobody goes here where lines are not told')
    return source.differences({ from, to, part, key }, place, DIFFERENCES_SHOWN)
  }, name)
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
        <Line key={`${line.entry} ${String(line.line)}`} line={line} />
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

function Line({ line }: { readonly line: StockDifferenceLine }) {
  const say = useSay()
  const { format } = useGround()
  const { at, store, terminal, person, name, note, unit, quantity, worth, cost } = line
  const money = (value: number | null) => (value === null ? '–' : format.money(value))
  return (
    <tr>
      <th scope="row">
        <bdi>{format.moment(at)}</bdi>
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

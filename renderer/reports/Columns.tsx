/** Turnover by hour of a day, or by day of more: columns that are doors, and a mark for before. */
import type { CSSProperties } from 'react'
import type { Dashboard } from '../../src/domain/reports/dashboard.ts'
import { daysIn } from '../../src/domain/reports/period.ts'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'
import type { View } from './Reports.tsx'

/** A day's picture is never narrower: a morning does not look like a whole day. */
const USUAL_HOURS = [8, 19] as const

interface Column {
  readonly key: string
  readonly label: string
  readonly spoken: string
  readonly amount: number
  /** The same hour a week before. */
  readonly before: number
  readonly view: View | null
}

interface ColumnsProps {
  readonly dashboard: Dashboard
  readonly onView: (view: View) => void
}

export function Columns({ dashboard, onView }: ColumnsProps) {
  const say = useSay()
  const { format } = useGround()
  const isDay = daysIn(dashboard.period) === 1
  const columns = useColumns(dashboard)
  const most = Math.max(1, ...columns.map(({ amount, before }) => Math.max(amount, before)))
  const beforeDate = format.day(dashboard.week.period.from)
  return (
    <section
      className="reports-chart"
      aria-label={say(isDay ? 'reports.part.hour' : 'reports.day')}
    >
      <h2>
        {say(isDay ? 'reports.part.hour' : 'reports.day')}
        {isDay && dashboard.week.hours.length > 0 && (
          <small>{say('reports.mark', { date: beforeDate })}</small>
        )}
      </h2>
      <ol className="reports-columns">
        {columns.map((column) => (
          <li key={column.key}>
            <button
              type="button"
              disabled={column.view === null}
              aria-label={column.spoken}
              onClick={() => column.view && onView(column.view)}
            >
              <span className="reports-plot" style={heights(column, most)}>
                <span className="reports-column" />
                {isDay && column.before > 0 && <span className="reports-mark" />}
              </span>
              <span className="reports-label">{column.label}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function useColumns(dashboard: Dashboard): Column[] {
  const say = useSay()
  const { format } = useGround()
  const { days, week, parts, period } = dashboard
  if (daysIn(period) > 1) {
    return days.map(({ date, amount, count }) => ({
      ...{ key: date, label: format.shortDay(date), amount, before: 0 },
      view: count > 0 ? { kind: 'day', date } : null,
      spoken: say('reports.column', {
        ...{ name: format.day(date), amount: format.money(amount), count: format.count(count) },
      }),
    }))
  }
  const now = new Map(parts.hour.map((row) => [Number(row.key), row]))
  const then = new Map(week.hours.map((row) => [Number(row.key), row.amount]))
  const hours = [...now.keys(), ...then.keys(), ...USUAL_HOURS]
  const first = Math.min(...hours)
  const shown = Array.from({ length: Math.max(...hours) - first + 1 }, (_, index) => first + index)
  return shown.map((hour) => {
    const { amount = 0, count = 0 } = now.get(hour) ?? {}
    const [key, label] = [String(hour).padStart(2, '0'), String(hour)]
    const title = `${key}:00`
    return {
      ...{ key, label, amount, before: then.get(hour) ?? 0 },
      view: count > 0 ? { kind: 'receipts', part: 'hour', key, title } : null,
      spoken: say('reports.column', {
        ...{ name: title, amount: format.money(amount), count: format.count(count) },
      }),
    }
  })
}

function heights({ amount, before }: Column, most: number): CSSProperties {
  const part = (value: number) => `${String((Math.max(0, value) / most) * 100)}%`
  return { '--now': part(amount), '--before': part(before) } as CSSProperties
}

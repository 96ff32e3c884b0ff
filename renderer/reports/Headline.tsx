/** The few figures that say how it went, and how it went a week and a year before. */
import type { ReactNode } from 'react'
import type { Dashboard } from '../../src/domain/reports/dashboard.ts'
import { marginOf, netOf, type Measures } from '../../src/domain/reports/figure.ts'
import { divideRounded } from '../../src/domain/money.ts'
import { RATE_SCALE } from '../../src/domain/rate.ts'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'

/** Of a whole, in parts per million; undefined of nothing. */
function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : divideRounded(part * RATE_SCALE, whole)
}

function basketOf({ sold, baskets }: Measures): number {
  return baskets === 0 ? 0 : divideRounded(sold, baskets)
}

interface Compared {
  readonly now: Measures
  readonly week: Then
  readonly year: Then
}

interface Then {
  readonly total: Measures
  readonly date: string
  /** Up to which hour, of a day that runs. */
  readonly hour?: string | undefined
}

/** Of a day that runs the hours that are over, on both sides; else the whole of both. */
function comparedOf({ total, week, year, running }: Dashboard): Compared {
  const [weekDate, yearDate] = [week.period.from, year.period.from]
  if (!running) {
    return {
      now: total,
      week: { total: week.total, date: weekDate },
      year: { total: year.total, date: yearDate },
    }
  }
  const hour = `${running.hour}:00`
  return {
    now: running.total,
    week: { total: running.week, date: weekDate, hour },
    year: { total: running.year, date: yearDate, hour },
  }
}

export function Headline({ dashboard }: { readonly dashboard: Dashboard }) {
  const say = useSay()
  const { format } = useGround()
  const { total, parts } = dashboard
  const { now, week, year } = comparedOf(dashboard)
  const returned = parts.return.reduce((all, { amount }) => all + amount, 0)
  return (
    <dl className="reports-headline">
      <Stat name={say('reports.turnover')} value={format.money(total.amount)} isFirst>
        <Against now={now.amount} then={week} of={({ amount }) => amount} />
        <Against now={now.amount} then={year} of={({ amount }) => amount} />
      </Stat>
      <Stat name={say('reports.sales')} value={format.count(total.count)}>
        {week.total.count > 0 && (
          <Against now={now.count} then={week} of={({ count }) => count} isCount />
        )}
      </Stat>
      <Stat name={say('reports.basket')} value={format.money(basketOf(total))}>
        {week.total.baskets > 0 && <Against now={basketOf(now)} then={week} of={basketOf} />}
      </Stat>
      {dashboard.margins && <Margin total={total} />}
      <Stat name={say('reports.returned')} value={format.money(returned)}>
        <p>{say('reports.net-of-tax', { amount: format.money(netOf(total)) })}</p>
      </Stat>
    </dl>
  )
}

interface StatProps {
  readonly name: string
  readonly value: string
  readonly isFirst?: boolean
  readonly children?: ReactNode
}

function Stat({ name, value, isFirst = false, children }: StatProps) {
  return (
    <div className="reports-stat" data-first={isFirst}>
      <dt>{name}</dt>
      <dd className="reports-value">
        <bdi>{value}</bdi>
      </dd>
      <dd className="reports-beside">{children}</dd>
    </div>
  )
}

/** Of the turnover whose cost is known, and says how much that is. */
function Margin({ total }: { readonly total: Measures }) {
  const say = useSay()
  const { format } = useGround()
  const margin = marginOf(total)
  const known = share(total.costed, netOf(total))
  const rate = margin === undefined ? undefined : share(margin, total.costed)
  return (
    <Stat name={say('reports.margin')} value={margin === undefined ? '–' : format.money(margin)}>
      <p>
        {margin === undefined || known === undefined
          ? say('reports.margin.unknown')
          : say('reports.margin.known', { share: format.wholeRate(known) })}
      </p>
      {rate !== undefined && <p>{say('reports.margin.rate', { rate: format.wholeRate(rate) })}</p>}
    </Stat>
  )
}

interface AgainstProps {
  readonly now: number
  readonly then: Then
  readonly of: (measures: Measures) => number
  readonly isCount?: boolean
}

/** More or less than then, in words and a sign: never by colour alone. */
function Against({ now, then, of, isCount = false }: AgainstProps) {
  const say = useSay()
  const { format } = useGround()
  const before = of(then.total)
  const { hour } = then
  const date = format.day(then.date)
  const change = share(now - before, before)
  if (change === undefined || before < 0) {
    return (
      <p>
        {hour === undefined
          ? say('reports.against.nothing', { date })
          : say('reports.against.nothing-until', { date, hour })}
      </p>
    )
  }
  const amount = isCount ? format.count(before) : format.money(before)
  const sign = change > 0 ? '▲' : change < 0 ? '▼' : '='
  return (
    <p data-way={change > 0 ? 'up' : change < 0 ? 'down' : 'same'}>
      <bdi className="reports-change">{`${sign} ${format.wholeRate(Math.abs(change))}`}</bdi>{' '}
      {hour === undefined
        ? say('reports.against', { date, amount })
        : say('reports.against.until', { date, amount, hour })}
    </p>
  )
}

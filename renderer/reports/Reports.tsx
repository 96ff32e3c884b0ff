/** Reports: the dashboard, and from each of its figures down to the receipt. */
import { useState, type ReactNode } from 'react'
import type { OwnPlace } from '../../src/contract/figure-entries.ts'
import type { ReportReceipt } from '../../src/contract/reports.ts'
import type { Dashboard } from '../../src/domain/reports/dashboard.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import { periodNamed } from '../../src/domain/reports/period.ts'
import type { Answer } from '../connection/trouble.ts'
import { Button } from '../design/Button.tsx'
import { Notice } from '../design/Notice.tsx'
import { troubleText } from '../language/trouble-text.ts'
import { useSay } from '../language/language.tsx'
import { Days, type Wanted } from './Days.tsx'
import { Differences, type DifferenceRow } from './Differences.tsx'
import { useAsked, useBack, useGround } from './ground.ts'
import type { ReportSource } from './source.ts'
import { FigureEntries, type EntriesRow } from './FigureEntries.tsx'
import { Layaways } from './Layaways.tsx'
import { Overview } from './Overview.tsx'
import { OwnSession } from './SessionParts.tsx'
import { PartTable } from './PartTable.tsx'
import { Paper, Receipts } from './Receipts.tsx'
import { Refunds } from './Refunds.tsx'
import { Stock } from './Stock.tsx'
import { StockItems } from './StockItems.tsx'
import { Tills } from './Tills.tsx'
import { TillSession } from './TillSession.tsx'
import './reports.css'
import './tables.css'
import './tills.css'

/** Where one stands below the dashboard; Back goes up one step. */
export type View =
  | { readonly kind: 'part'; readonly part: FigurePart }
  | { readonly kind: 'receipts'; readonly part: FigurePart; readonly key: string; title: string }
  | ({ readonly kind: 'differences' } & DifferenceRow)
  | { readonly kind: 'stock' }
  /** All of its items, by what was sold in so many days. */
  | { readonly kind: 'stock-items'; readonly days: number }
  | { readonly kind: 'layaways' }
  | { readonly kind: 'refunds' }
  | { readonly kind: 'tills' }
  | { readonly kind: 'session'; readonly session: string; readonly title?: string }
  | { readonly kind: 'paper'; readonly receipt: Pick<ReportReceipt, 'sale'> }
  /** A day of more: the dashboard of that day. */
  | { readonly kind: 'day'; readonly date: string }
  /** What stands behind a figure that is not of sales, and one such entry with its proof. */
  | ({ readonly kind: 'entries' } & EntriesRow)
  | { readonly kind: 'entry'; readonly place: OwnPlace }

interface ReportsProps {
  readonly title: string
  /** Where what is reported can be chosen. */
  readonly choice?: ReactNode
  /** Absent where one does not leave by going back. */
  readonly onLeave?: () => void
}

export function Reports({ title, choice, onLeave }: ReportsProps) {
  const say = useSay()
  const { source, backKey } = useGround()
  const [wanted, setWanted] = useState<Wanted>(null)
  const [turn, setTurn] = useState(0)
  const [views, setViews] = useState<readonly View[]>([])
  const name = JSON.stringify([source.name, wanted, turn])
  const asked = useAsked(() => dashboardOf(source, wanted), name)
  const isAtTop = views.length === 0
  const back = () => (isAtTop ? onLeave?.() : setViews(views.slice(0, -1)))
  useBack(back)
  const choose = (chosen: Wanted) => {
    setViews([])
    setWanted(chosen)
    setTurn(turn + 1)
  }
  const open = (view: View) => {
    if (view.kind === 'day') choose({ from: view.date, to: view.date })
    else setViews([...views, view])
  }
  const dashboard =
    asked.state === 'ready' ? asked.value : asked.state === 'loading' ? asked.before : null
  return (
    <main className="reports" aria-busy={asked.state === 'loading'}>
      <header className="reports-head">
        {(onLeave || !isAtTop) && (
          <Button printedKey={backKey} onPress={back}>
            {say(isAtTop ? 'close' : 'reports.back')}
          </Button>
        )}
        <h1>{title}</h1>
        {choice}
        {(['tills', 'stock', 'layaways', 'refunds'] as const).map(
          (kind) =>
            source[kind] && (
              <Button
                key={kind}
                isOn={views[0]?.kind === kind}
                onPress={() => setViews([{ kind }])}
              >
                {say(`${kind}.title`)}
              </Button>
            ),
        )}
        <Days shown={dashboard?.period ?? null} wanted={wanted} onChoose={choose} />
      </header>
      {asked.state === 'failed' && <Notice tone="danger" title={troubleText(say, asked.trouble)} />}
      {!dashboard && asked.state === 'loading' && (
        <p className="reports-quiet" role="status">
          {say('reports.loading')}
        </p>
      )}
      {dashboard && <Shown dashboard={dashboard} view={views.at(-1)} onView={open} />}
    </main>
  )
}

/** Which day is today only the source knows: it may be midnight, or another zone. */
async function dashboardOf(source: ReportSource, wanted: Wanted): Promise<Answer<Dashboard>> {
  if (typeof wanted !== 'string') return source.dashboard(wanted)
  const today = await source.dashboard(null)
  if (!today.ok) return today
  return source.dashboard(periodNamed(wanted, today.value.period.to))
}

interface ShownProps {
  readonly dashboard: Dashboard
  readonly view: View | undefined
  readonly onView: (view: View) => void
}

function Shown({ dashboard, view, onView }: ShownProps) {
  const { stock, tills, layaways, refunds, entries, entry, session } = useGround().source
  switch (view?.kind) {
    case 'part':
      return <PartTable dashboard={dashboard} part={view.part} onView={onView} />
    case 'receipts':
      return <Receipts period={dashboard.period} figure={view} onView={onView} />
    case 'differences':
      return <Differences period={dashboard.period} row={view} onView={onView} />
    case 'entries':
      return <FigureEntries ask={entries} period={dashboard.period} row={view} onView={onView} />
    case 'entry':
      return entry?.(view.place)
    case 'paper':
      return <Paper receipt={view.receipt} />
    case 'stock':
      return stock ? <Stock stock={stock} onView={onView} /> : null
    case 'stock-items':
      return stock ? <StockItems stock={stock} days={view.days} /> : null
    case 'layaways':
      return layaways ? <Layaways ask={layaways} /> : null
    case 'refunds':
      return refunds ? <Refunds refunds={refunds} /> : null
    case 'tills':
      return tills ? (
        <Tills tills={tills} onChosen={(session) => onView({ kind: 'session', session })} />
      ) : null
    case 'session':
      if (tills) return <TillSession tills={tills} session={view.session} onView={onView} />
      return session ? (
        <OwnSession {...{ source: session, session: view.session, title: view.title, onView }} />
      ) : null
    case 'day':
    case undefined:
      return <Overview dashboard={dashboard} onView={onView} />
  }
}

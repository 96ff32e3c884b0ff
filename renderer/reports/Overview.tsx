/** The dashboard: what is read at a glance, and a door to each of its figures. */
import type { Dashboard } from '../../src/domain/reports/dashboard.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import { daysIn } from '../../src/domain/reports/period.ts'
import { Empty } from '../design/Empty.tsx'
import { useSay } from '../language/language.tsx'
import { Columns } from './Columns.tsx'
import { Headline } from './Headline.tsx'
import { PartCard } from './PartCard.tsx'
import { SaveButton } from './SaveButton.tsx'
import { dashboardFile } from './cells.ts'
import { useGround } from './ground.ts'
import type { View } from './Reports.tsx'

/** In the order in which a manager asks; a part where nothing happened is left out. */
const CARDS: readonly FigurePart[] = [
  ...(['product', 'department', 'person', 'tender', 'channel', 'tax', 'hour'] as const),
  ...(['return', 'discount', 'price-change', 'approval', 'refusal', 'promotion'] as const),
  ...(['till-short', 'till-over', 'till-even', 'tender-short', 'tender-over'] as const),
  ...(['stock-lost', 'stock-found'] as const),
]

interface OverviewProps {
  readonly dashboard: Dashboard
  readonly onView: (view: View) => void
}

export function Overview({ dashboard, onView }: OverviewProps) {
  const say = useSay()
  const { source } = useGround()
  const { parts, total, period } = dashboard
  // The hours of one day are its columns.
  const isTold = (part: FigurePart): boolean => part !== 'hour' || daysIn(period) > 1
  const cards = CARDS.filter((part) => parts[part].length > 0 && isTold(part))
  if (total.count === 0 && cards.length === 0) {
    return <Empty title={say('reports.none')} hint={say('reports.none.hint')} />
  }
  return (
    <div className="reports-body">
      <Headline dashboard={dashboard} />
      <Columns dashboard={dashboard} onView={onView} />
      <div className="reports-cards">
        {cards.map((part) => (
          <PartCard key={part} dashboard={dashboard} part={part} onView={onView} />
        ))}
      </div>
      <SaveButton name={`${period.from}_${period.to}`} file={dashboardFile(dashboard, source)} />
    </div>
  )
}

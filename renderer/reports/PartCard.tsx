/** The largest rows of a part: a table whose bars say how they compare. */
import type { CSSProperties } from 'react'
import type { Dashboard, ReportRow } from '../../src/domain/reports/dashboard.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import type { ReportSource } from './source.ts'
import { rowName } from './words.ts'

const ROWS = 6
/** What of these is told is how often it happened, not how much it came to. */
export const COUNTED: ReadonlySet<FigurePart> = new Set<FigurePart>(['approval', 'till-even'])
/** Behind these stand other entries than sales. */
const WITHOUT_RECEIPTS: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['approval', 'till-over', 'till-short', 'till-even'] as const),
])

/** What stands behind a row: receipts, or entries where they can be shown. */
export function behind(
  source: Pick<ReportSource, 'entries' | 'differences'>,
  part: FigurePart,
  { key }: ReportRow,
  title: string,
): View | null {
  if (key === null || WITHOUT_RECEIPTS.has(part)) return null
  if (part === 'stock-lost' || part === 'stock-found') {
    if (source.entries) return { kind: 'entries', key }
    return source.differences ? { kind: 'differences', part, key, title } : null
  }
  return { kind: 'receipts', part, key, title }
}

interface PartCardProps {
  readonly dashboard: Dashboard
  readonly part: FigurePart
  readonly onView: (view: View) => void
}

export function PartCard({ dashboard, part, onView }: PartCardProps) {
  const say = useSay()
  const rows = dashboard.parts[part]
  const sizes = rows.filter(({ key }) => key !== null).map((row) => sizeOf(part, row))
  const most = Math.max(1, ...sizes)
  return (
    <section className="reports-card" aria-label={say(`reports.part.${part}`)}>
      <h2>{say(`reports.part.${part}`)}</h2>
      <ul>
        {rows.slice(0, ROWS).map((row) => (
          <li key={row.key ?? ''}>
            <Row part={part} row={row} size={sizeOf(part, row) / most} onView={onView} />
          </li>
        ))}
      </ul>
      <Button tone="quiet" onPress={() => onView({ kind: 'part', part })}>
        {say('reports.all')}
      </Button>
    </section>
  )
}

function sizeOf(part: FigurePart, row: ReportRow): number {
  return Math.abs(COUNTED.has(part) ? row.count : row.amount)
}

interface RowProps {
  readonly part: FigurePart
  readonly row: ReportRow
  /** 0 to 1 of the largest row. */
  readonly size: number
  readonly onView: (view: View) => void
}

function Row({ part, row, size, onView }: RowProps) {
  const say = useSay()
  const { format, source } = useGround()
  const name = rowName(say, format, part, row)
  const view = behind(source, part, row, name)
  const figure = COUNTED.has(part) ? format.count(row.count) : format.money(row.amount)
  const width = { '--size': `${String(Math.min(1, size) * 100)}%` } as CSSProperties
  return (
    <button
      className="reports-row"
      type="button"
      style={width}
      disabled={view === null}
      onClick={() => view && onView(view)}
    >
      <bdi className="reports-name">{name}</bdi>
      <bdi className="reports-amount">{figure}</bdi>
    </button>
  )
}

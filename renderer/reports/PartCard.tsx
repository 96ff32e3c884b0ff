/** The largest rows of a part: a table whose bars say how they compare. */
import type { CSSProperties } from 'react'
import type { Dashboard, ReportRow } from '../../src/domain/reports/dashboard.ts'
import type { FigurePart } from '../../src/domain/reports/figure.ts'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'
import type { View } from './Reports.tsx'
import type { Format } from '../format/format.ts'
import { formatFor } from './cells.ts'
import { rowName } from './words.ts'

const ROWS = 6
/** What of these is told is how often it happened, not how much it came to. */
export const COUNTED: ReadonlySet<FigurePart> = new Set<FigurePart>([
  'approval',
  'refusal',
  'till-even',
])
/** Behind these stand other entries than sales. */
const OF_ENTRIES: ReadonlySet<FigurePart> = new Set<FigurePart>([
  ...(['approval', 'refusal', 'till-over', 'till-short', 'till-even'] as const),
  ...(['tender-over', 'tender-short'] as const),
])

/** What stands behind a row: receipts, or the entries or lines that are none. */
export function behind(part: FigurePart, { key }: ReportRow, title: string): View | null {
  if (key === null) return null
  if (OF_ENTRIES.has(part)) return { kind: 'entries', part, key, title }
  if (part === 'stock-lost' || part === 'stock-found') {
    return { kind: 'differences', part, key, title }
  }
  return { kind: 'receipts', part, key, title }
}

/** Of several currencies together nobody knows what they come to. */
export function moneyIn(format: Format, part: FigurePart, row: ReportRow): string {
  const isMixed = row.key === null && (part === 'tender-over' || part === 'tender-short')
  return isMixed ? '–' : formatFor(format, part, row).money(row.amount)
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
  const { format } = useGround()
  const name = rowName(say, format, part, row)
  const view = behind(part, row, name)
  const figure = COUNTED.has(part) ? format.count(row.count) : moneyIn(format, part, row)
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

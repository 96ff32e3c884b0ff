/** Which days: today, a week, four weeks, and as many before or after. */
import { daysIn, shifted, type Period } from '../../src/domain/reports/period.ts'
import { Group } from 'react-aria-components/Group'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'

const LENGTHS = [7, 28] as const

interface DaysProps {
  readonly shown: Period | null
  readonly onChoose: (period: Period | null) => void
}

export function Days({ shown, onChoose }: DaysProps) {
  const say = useSay()
  const { format, source } = useGround()
  const days = shown ? daysIn(shown) : 1
  const move = (by: number) => shown && onChoose(shifted(shown, by * days))
  const last = (count: number) =>
    shown && onChoose({ from: shifted(shown, 1 - count).to, to: shown.to })
  return (
    <div className="reports-days">
      <Group className="options" aria-label={say('reports.days')}>
        <Button isOn={days === 1} onPress={() => onChoose(null)}>
          {say('reports.today')}
        </Button>
        {LENGTHS.filter((count) => count <= source.longest).map((count) => (
          <Button key={count} isOn={days === count} onPress={() => last(count)}>
            {say('reports.last-days', { count })}
          </Button>
        ))}
      </Group>
      <Button spoken={say('reports.earlier')} onPress={() => move(-1)}>
        <span className="mirrored" aria-hidden="true">
          ←
        </span>
      </Button>
      <output className="reports-period" aria-live="polite">
        {shown && shown.from === shown.to && format.day(shown.from)}
        {shown && shown.from !== shown.to && (
          <bdi>{`${format.day(shown.from)} – ${format.day(shown.to)}`}</bdi>
        )}
      </output>
      <Button spoken={say('reports.later')} onPress={() => move(1)}>
        <span className="mirrored" aria-hidden="true">
          →
        </span>
      </Button>
    </div>
  )
}

/** Which days: today, a week, four weeks, or any; and as many before or after. */
import { useState } from 'react'
import { Group } from 'react-aria-components/Group'
import {
  daysIn,
  shifted,
  stepped,
  type NamedPeriod,
  type Period,
} from '../../src/domain/reports/period.ts'
import { Button } from '../design/Button.tsx'
import { useSay } from '../language/language.tsx'
import { Dates } from './Dates.tsx'
import { useGround } from './ground.ts'

const LENGTHS = [7, 28] as const

/** Null for the trading day of now; a month or year is that of now as well. */
export type Wanted = Period | NamedPeriod | null

interface DaysProps {
  readonly shown: Period | null
  readonly wanted: Wanted
  readonly onChoose: (wanted: Wanted) => void
}

export function Days({ shown, wanted, onChoose }: DaysProps) {
  const say = useSay()
  const { format, source } = useGround()
  const [isOpen, setOpen] = useState(false)
  const named = typeof wanted === 'string' ? wanted : null
  const days = shown ? daysIn(shown) : 1
  const isUsual = named === null && (days === 1 || LENGTHS.some((count) => count === days))
  const isOfDays = (count: number) => isUsual && !isOpen && days === count
  const choose = (next: Wanted) => {
    setOpen(false)
    onChoose(next)
  }
  const last = (count: number) =>
    shown && choose({ from: shifted(shown, 1 - count).to, to: shown.to })
  return (
    <>
      <div className="reports-days">
        <Group className="options" aria-label={say('reports.days')}>
          <Button isOn={isOfDays(1)} onPress={() => choose(null)}>
            {say('reports.today')}
          </Button>
          {LENGTHS.filter((count) => count <= source.longest).map((count) => (
            <Button key={count} isOn={isOfDays(count)} onPress={() => last(count)}>
              {say('reports.last-days', { count })}
            </Button>
          ))}
          <Button isOn={isOpen || !isUsual} onPress={() => setOpen(!isOpen)}>
            {say('reports.dates')}
          </Button>
        </Group>
        <Button spoken={say('reports.earlier')} onPress={() => shown && choose(stepped(shown, -1))}>
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
        <Button spoken={say('reports.later')} onPress={() => shown && choose(stepped(shown, 1))}>
          <span className="mirrored" aria-hidden="true">
            →
          </span>
        </Button>
      </div>
      {isOpen && shown && <Dates shown={shown} chosen={named} onChoose={choose} />}
    </>
  )
}

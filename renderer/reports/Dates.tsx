/** Any days: from one to another, or a month or year of the calendar. */
import { Group } from 'react-aria-components/Group'
import { useState } from 'react'
import {
  faultOf,
  NAMED_PERIODS,
  type NamedPeriod,
  type Period,
} from '../../src/domain/reports/period.ts'
import { Button } from '../design/Button.tsx'
import { Field } from '../design/Field.tsx'
import { useSay } from '../language/language.tsx'
import { useGround } from './ground.ts'

interface DatesProps {
  /** Those of now. */
  readonly shown: Period
  readonly chosen: NamedPeriod | null
  readonly onChoose: (wanted: Period | NamedPeriod) => void
}

/** So many days a month may have, and a year. */
const LONGEST: Readonly<Record<NamedPeriod, number>> = {
  ...{ 'this-month': 31, 'last-month': 31, 'this-year': 366 },
}

export function Dates({ shown, chosen, onChoose }: DatesProps) {
  const say = useSay()
  const { longest } = useGround().source
  const [from, setFrom] = useState(shown.from)
  const [to, setTo] = useState(shown.to)
  const [isAsked, setAsked] = useState(false)
  const fault = faultOf({ from, to }, longest)
  // While somebody still types the year nothing is wrong yet.
  const said = isAsked || fault === 'too-long' ? fault : undefined
  const wrong = said && say(`reports.dates.${said}`, { count: longest })
  const show = () => {
    setAsked(true)
    if (!fault) onChoose({ from, to })
  }
  return (
    <form
      className="reports-dates"
      aria-label={say('reports.dates')}
      onSubmit={(event) => {
        event.preventDefault()
        show()
      }}
    >
      <Field
        label={say('reports.dates.from')}
        value={from}
        onChange={setFrom}
        picks="date"
        isFocusedAtOnce
      />
      <Field label={say('reports.dates.to')} value={to} onChange={setTo} picks="date" />
      <input type="submit" hidden />
      <Button tone="strong" onPress={show}>
        {say('reports.dates.show')}
      </Button>
      <Group className="options" aria-label={say('reports.dates.calendar')}>
        {NAMED_PERIODS.filter((name) => LONGEST[name] <= longest).map((name) => (
          <Button key={name} isOn={chosen === name} onPress={() => onChoose(name)}>
            {say(`reports.dates.${name}`)}
          </Button>
        ))}
      </Group>
      {wrong !== undefined && (
        <p className="reports-dates-wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  )
}

/** From when until when, and at which hours of the week, on the store's own clock. */
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { usePlace } from '../office-prices/place.ts'
import { NEW_HOURS, type HoursForm, type FieldsProps } from './form.ts'

/** As the schema of promotions has it. */
const HOURS_MOST = 14
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const

export function WhenFields({ form, set }: FieldsProps) {
  const say = useSay()
  const { hours } = form
  const change = (place: number, part: Partial<HoursForm>) =>
    set({ hours: hours.map((each, at) => (at === place ? { ...each, ...part } : each)) })
  return (
    <fieldset className="promotion-group">
      <legend>{say('promotion.column.when')}</legend>
      <div className="promotion-row">
        <Field
          label={say('promotion.from')}
          value={form.from}
          onChange={(from) => set({ from })}
          picks="datetime-local"
        />
        <Field
          label={say('promotion.to')}
          value={form.to}
          onChange={(to) => set({ to })}
          picks="datetime-local"
        />
      </div>
      <p>{say('promotion.when.hint')}</p>
      {hours.map((each, place) => (
        <Hours
          key={place}
          hours={each}
          onChange={(part) => change(place, part)}
          onRemove={() => set({ hours: hours.toSpliced(place, 1) })}
        />
      ))}
      {hours.length < HOURS_MOST && (
        <Button tone="quiet" onPress={() => set({ hours: [...hours, NEW_HOURS] })}>
          {say(hours.length === 0 ? 'promotion.hours.add' : 'promotion.hours.more')}
        </Button>
      )}
    </fieldset>
  )
}

interface HoursProps {
  readonly hours: HoursForm
  readonly onChange: (part: Partial<HoursForm>) => void
  readonly onRemove: () => void
}

function Hours({ hours: { weekdays, from, to }, onChange, onRemove }: HoursProps) {
  const say = useSay()
  const { format } = usePlace()
  return (
    <div className="promotion-part">
      <Group className="office-prices-choices" aria-label={say('promotion.weekdays')}>
        {WEEK.map((day) => {
          const others = weekdays.filter((each) => each !== day)
          const isIn = others.length < weekdays.length
          return (
            <Button
              key={day}
              isOn={isIn}
              onPress={() =>
                onChange({ weekdays: isIn ? others : [...others, day].toSorted((a, b) => a - b) })
              }
            >
              {format.weekday(day)}
            </Button>
          )
        })}
      </Group>
      <div className="promotion-row">
        <Field
          label={say('promotion.hours.from')}
          value={from}
          onChange={(time) => onChange({ from: time })}
          picks="time"
        />
        <Field
          label={say('promotion.hours.to')}
          value={to}
          onChange={(time) => onChange({ to: time })}
          picks="time"
        />
        <Button onPress={onRemove}>{say('promotion.remove')}</Button>
      </div>
    </div>
  )
}

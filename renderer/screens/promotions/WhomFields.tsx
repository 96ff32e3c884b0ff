/** Where and for whom a promotion holds, and how it goes with others. */
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { usePlace } from '../office-prices/place.ts'
import { isOnCart, type Named, type FieldsProps } from './form.ts'
import { FigureField } from './FigureField.tsx'

export function WhomFields({ form, set }: FieldsProps) {
  const say = useSay()
  const { stores, ground } = usePlace()
  const shops = stores.map(({ store: id, name }) => ({ id, name }))
  return (
    <fieldset className="promotion-group">
      <legend>{say('promotion.column.whom')}</legend>
      {shops.length > 1 && (
        <Some
          label="promotion.stores"
          of={shops}
          chosen={form.stores}
          onChange={(chosen) => set({ stores: chosen })}
        />
      )}
      {ground.groups.length > 0 && (
        <Some
          label="promotion.groups"
          of={ground.groups}
          chosen={form.groups}
          onChange={(groups) => set({ groups })}
        />
      )}
      <div className="office-prices-choices">
        <Button isOn={form.needsCoupon} onPress={() => set({ needsCoupon: !form.needsCoupon })}>
          {say('promotion.needs-coupon')}
        </Button>
        <Button isOn={form.stackable} onPress={() => set({ stackable: !form.stackable })}>
          {say('promotion.stackable.choose')}
        </Button>
      </div>
      <p>{say('promotion.stackable.hint')}</p>
      <div className="promotion-row">
        {!isOnCart(form.kind) && (
          <FigureField
            label="promotion.limit"
            value={form.limit}
            onChange={(limit) => set({ limit })}
          />
        )}
        <FigureField
          label="promotion.priority"
          value={form.priority}
          onChange={(priority) => set({ priority })}
        />
      </div>
    </fieldset>
  )
}

interface SomeProps {
  readonly label: MessageKey
  readonly of: readonly Named[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** All of them where none is chosen. */
function Some({ label, of, chosen, onChange }: SomeProps) {
  const say = useSay()
  return (
    <Group className="promotion-target" aria-label={say(label)}>
      <span className="field-label">{say(label)}</span>
      <div className="office-prices-choices">
        <Button isOn={chosen.length === 0} onPress={() => onChange([])}>
          {say('promotion.all')}
        </Button>
        {of.map(({ id, name }) => {
          const others = chosen.filter((each) => each !== id)
          const isIn = others.length < chosen.length
          return (
            <Button key={id} isOn={isIn} onPress={() => onChange(isIn ? others : [...others, id])}>
              {name}
            </Button>
          )
        })}
      </div>
    </Group>
  )
}

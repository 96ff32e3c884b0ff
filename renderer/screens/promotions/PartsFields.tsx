/** Goods that are bought together: what is paid and what is cheaper then, or parts of a bundle. */
import { Button } from '../../design/Button.tsx'
import { useSay, type MessageKey } from '../../language/language.tsx'
import { NEW_PART, type PartForm, type FieldsProps } from './form.ts'
import { FigureField } from './FigureField.tsx'
import { TargetFields } from './TargetFields.tsx'

/** As the schema of promotions has it. */
const PARTS_MOST = 10
const PARTS_LEAST = 2

export function BuyGetFields({ form, set }: FieldsProps) {
  const say = useSay()
  const { buy, get, isSame } = form
  return (
    <>
      <div className="promotion-row">
        <FigureField
          label="promotion.buy"
          value={buy.count}
          onChange={(count) => set({ buy: { ...buy, count } })}
        />
        <FigureField
          label="promotion.get"
          value={get.count}
          onChange={(count) => set({ get: { ...get, count } })}
        />
      </div>
      <TargetFields
        label={isSame ? 'promotion.goods' : 'promotion.buy.goods'}
        target={buy.target}
        onChange={(target) => set({ buy: { ...buy, target } })}
      />
      <div className="office-prices-choices">
        <Button isOn={isSame} onPress={() => set({ isSame: true })}>
          {say('promotion.same-goods')}
        </Button>
        <Button isOn={!isSame} onPress={() => set({ isSame: false })}>
          {say('promotion.other-goods')}
        </Button>
      </div>
      {!isSame && (
        <TargetFields
          label="promotion.get.goods"
          target={get.target}
          onChange={(target) => set({ get: { ...get, target } })}
        />
      )}
    </>
  )
}

interface PartsFieldsProps {
  readonly parts: readonly PartForm[]
  readonly onChange: (parts: readonly PartForm[]) => void
}

const PART: MessageKey = 'promotion.part'

export function PartsFields({ parts, onChange }: PartsFieldsProps) {
  const say = useSay()
  const change = (place: number, part: Partial<PartForm>) =>
    onChange(parts.map((each, at) => (at === place ? { ...each, ...part } : each)))
  return (
    <>
      {parts.map((part, place) => (
        <fieldset key={place} className="promotion-part">
          <legend>{say(PART, { number: place + 1 })}</legend>
          <div className="promotion-row">
            <FigureField
              label="promotion.count"
              value={part.count}
              onChange={(count) => change(place, { count })}
            />
            {parts.length > PARTS_LEAST && (
              <Button onPress={() => onChange(parts.toSpliced(place, 1))}>
                {say('promotion.remove')}
              </Button>
            )}
          </div>
          <TargetFields
            label="promotion.goods"
            target={part.target}
            onChange={(target) => change(place, { target })}
          />
        </fieldset>
      ))}
      {parts.length < PARTS_MOST && (
        <Button onPress={() => onChange([...parts, NEW_PART])}>{say('promotion.part.add')}</Button>
      )}
    </>
  )
}

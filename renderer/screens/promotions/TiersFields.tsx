/** From how many on each is cheaper, and by how much: several tiers. */
import { Button } from '../../design/Button.tsx'
import { useSay } from '../../language/language.tsx'
import { Choice } from '../reports/Choice.tsx'
import { NEW_TIER, type TierForm } from './form.ts'
import { FigureField } from './FigureField.tsx'

/** As the schema of promotions has it. */
const TIERS_MOST = 10

interface TiersFieldsProps {
  readonly tiers: readonly TierForm[]
  readonly onChange: (tiers: readonly TierForm[]) => void
}

export function TiersFields({ tiers, onChange }: TiersFieldsProps) {
  const say = useSay()
  const change = (place: number, part: Partial<TierForm>) =>
    onChange(tiers.map((tier, at) => (at === place ? { ...tier, ...part } : tier)))
  return (
    <>
      {tiers.map((tier, place) => (
        <div key={place} className="promotion-row">
          <FigureField
            label="promotion.tier.from"
            value={tier.from}
            onChange={(from) => change(place, { from })}
          />
          <Choice
            label={say('promotion.tier.kind')}
            isLabelHidden
            value={tier.kind}
            onChange={(kind) => change(place, { kind: kind as TierForm['kind'] })}
          >
            {(['percent', 'fixed-price'] as const).map((kind) => [
              kind,
              say(`promotion.tier.${kind}`),
            ])}
          </Choice>
          <FigureField
            label={tier.kind === 'percent' ? 'promotion.rate' : 'promotion.price-each'}
            value={tier.figure}
            onChange={(figure) => change(place, { figure })}
          />
          {tiers.length > 1 && (
            <Button onPress={() => onChange(tiers.toSpliced(place, 1))}>
              {say('promotion.remove')}
            </Button>
          )}
        </div>
      ))}
      {tiers.length < TIERS_MOST && (
        <Button onPress={() => onChange([...tiers, NEW_TIER])}>{say('promotion.tier.add')}</Button>
      )}
    </>
  )
}

/** Why a price is not the list's: one of the usual reasons, or a person's own words. */
import { Group } from 'react-aria-components/Group'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'

const USUAL = ['damaged', 'short-dated', 'price-match', 'goodwill', 'staff'] as const
/** As the sale keeps it. */
const REASON_LONGEST = 80

export interface ReasonsProps {
  readonly reason: string
  readonly onReason: (reason: string) => void
}

export function Reasons({ reason, onReason }: ReasonsProps) {
  const say = useSay()
  return (
    <>
      <Group className="price-choices" aria-label={say('price.reasons')}>
        {USUAL.map((each) => {
          const words = say(`price.reason.${each}`)
          return (
            <Button key={each} isOn={words === reason} onPress={() => onReason(words)}>
              {words}
            </Button>
          )
        })}
      </Group>
      <Field
        label={say('price.reason')}
        value={reason}
        onChange={onReason}
        maxLength={REASON_LONGEST}
      />
    </>
  )
}

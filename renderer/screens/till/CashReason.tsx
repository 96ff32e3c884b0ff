/** Why cash moves: one of the store's reasons, or a person's own words where it lists none. */
import { Group } from 'react-aria-components/Group'
import type { TillRules } from '../../../src/domain/till/rules.ts'
import { CASH_REASON_LONGEST } from '../../../src/domain/till/rules.ts'
import { Button } from '../../design/Button.tsx'
import { Field } from '../../design/Field.tsx'
import { useSay } from '../../language/language.tsx'
import { useTerminal } from '../../terminal-context.tsx'
import '../prices/prices.css'

interface CashReasonProps {
  readonly kind: keyof NonNullable<TillRules['reasons']>
  readonly label: string
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly isFocusedAtOnce?: boolean
}

const NONE: readonly string[] = []

export function CashReason(props: CashReasonProps) {
  const { kind, label, reason, onReason } = props
  const say = useSay()
  const listed = useTerminal((state) => state.shop?.cashReasons[kind]) ?? NONE
  const isFree = listed.length === 0 || kind === 'no-sale'
  return (
    <>
      {listed.length > 0 && (
        <Group className="price-choices" aria-label={say('move.reasons')}>
          {listed.map((each) => (
            <Button key={each} isOn={each === reason} onPress={() => onReason(each)}>
              {each}
            </Button>
          ))}
        </Group>
      )}
      {isFree && (
        <Field
          label={label}
          value={reason}
          onChange={onReason}
          maxLength={CASH_REASON_LONGEST}
          isFocusedAtOnce={props.isFocusedAtOnce ?? false}
        />
      )}
    </>
  )
}
